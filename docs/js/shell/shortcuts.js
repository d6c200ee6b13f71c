// @ts-check
// What keys of one letter do, and the list of them. Fetched with the first of them (main.js).
import { set, setting } from "../store/answers.js";

const ON = 1, OFF = 2; // of the setting "shortcuts", as main.js has it
/** @type {[string[], string][]} */
const KEYS = [
  [["/", "s"], "search the course"],
  [["n"], "go to the next question"],
  [["p"], "go to the question before"],
  [["?"], "show this list"],
  [["Ctrl K", "⌘ K"], "search, also while you type"],
  [["Esc"], "close the search, the menu or a term’s meaning"],
];

/** @param {string} key */
export function press(key) {
  if (key === "?") list().showModal();
  else if (key === "n" || key === "p") turn(key === "n" ? 1 : -1);
  else /** @type {HTMLElement | null} */ (document.querySelector(".sf-find"))?.click();
}

/** To the first control of the question after or before where the focus is, or else of what is on the screen. @param {1 | -1} by */
function turn(by) {
  const questions = [...document.querySelectorAll("fieldset[data-question]")].filter((it) => it.checkVisibility());
  const here = document.activeElement?.closest("main") ? document.activeElement : null;
  const own = here?.closest("fieldset[data-question]");
  /** @param {Element} it */
  const after = (it) => here ? Boolean(here.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING) : it.getBoundingClientRect().top > 0;
  const others = questions.filter((it) => it !== own && after(it) === (by > 0));
  const next = by > 0 ? others[0] : others.at(-1);
  const control = next?.querySelector("input:checked, input, select, button");
  if (control instanceof HTMLElement) control.focus();
  next?.scrollIntoView({ block: "center" });
}

/** @type {HTMLDialogElement | undefined} */
let made;

function list() {
  if (made) return made;
  const dialog = (made = document.createElement("dialog"));
  dialog.className = "sf-keys md-typeset";
  dialog.setAttribute("aria-labelledby", "sf-keys");
  const title = Object.assign(document.createElement("h2"), { id: "sf-keys", textContent: "Keyboard shortcuts" });
  const keys = document.createElement("dl");
  for (const [names, does] of KEYS) {
    const term = document.createElement("dt");
    term.append(...names.flatMap((name, n) => {
      const key = Object.assign(document.createElement("kbd"), { textContent: name });
      return n ? [" or ", key] : [key];
    }));
    keys.append(term, Object.assign(document.createElement("dd"), { textContent: does }));
  }
  const on = Object.assign(document.createElement("input"), { type: "checkbox", checked: setting("shortcuts")?.value.value !== OFF });
  on.addEventListener("change", () => set("shortcuts", on.checked ? ON : OFF));
  const label = document.createElement("label");
  label.append(on, " Keys of one letter work on this site");
  const form = Object.assign(document.createElement("form"), { method: "dialog" });
  form.append(Object.assign(document.createElement("button"), { className: "sf-button", textContent: "Close" }));
  dialog.append(title, keys, label, form);
  document.body.append(dialog);
  return dialog;
}
