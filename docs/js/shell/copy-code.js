// @ts-check
// A button on every block of code that copies it.
import { copy } from "../lib/clipboard.js";

const SHOWN = 2000; // ms that "copied" is on show

let hiding = 0;
for (const code of document.querySelectorAll("pre > code")) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "md-code__button", title: "Copy to clipboard" });
  button.dataset.mdType = "copy";
  button.addEventListener("click", async () => {
    say((await copy((code.textContent ?? "").trimEnd())) ? "Copied to clipboard" : "This browser does not let the page copy. Select the text instead.");
  });
  const bar = document.createElement("div");
  bar.className = "md-code__nav";
  bar.append(button);
  code.before(bar);
}

/** @param {string} words */
function say(words) {
  const dialog = document.querySelector(".md-dialog");
  const text = dialog?.querySelector(".md-dialog__inner");
  if (!dialog || !text) return;
  dialog.setAttribute("role", "status");
  text.textContent = words;
  dialog.classList.add("md-dialog--active");
  clearTimeout(hiding);
  hiding = setTimeout(() => dialog.classList.remove("md-dialog--active"), SHOWN);
}
