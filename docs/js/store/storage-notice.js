// @ts-check
// Says so, on every page from then on, while answers cannot be kept in the browser.
import { store } from "./store.js";

/** @type {Record<string, string>} */
const WHY = {
  blocked: "This browser does not let the site save anything.",
  full: "This browser has no room left to save answers.",
  cleared: "Saved answers were removed from this browser.",
};

const notice = document.createElement("div");
notice.className = "storage-notice";
notice.setAttribute("role", "status");
document.body.append(notice);

const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Download my answers" });
button.onclick = async () => (await import("./answers-file.js")).download();

/** @type {string | false} */
let shown = false;
const show = () => {
  const fault = store.fault();
  if (fault === shown) return;
  shown = fault;
  notice.replaceChildren();
  if (fault) notice.append(`${WHY[fault]} What you have answered lasts until this page is closed. `, button);
};
store.addEventListener("change", show);
show();
