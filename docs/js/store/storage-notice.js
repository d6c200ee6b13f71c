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

const words = document.createElement("span");
const show = () => {
  const fault = store.fault();
  if (!fault && notice.contains(document.activeElement)) return notice.addEventListener("focusout", () => setTimeout(show), { once: true });
  if (!fault) return notice.replaceChildren();
  const text = `${WHY[fault]} What you have answered lasts until this page is closed. `;
  if (words.textContent !== text) words.textContent = text;
  if (!words.isConnected) notice.append(words, button);
};
store.addEventListener("change", show);
show();
