// @ts-check
// What keys of one letter do, and the list of them. Fetched with the first of them (shortcuts.js).
import { KEYS_OFF, KEYS_ON, set, setting } from "../store/answers.js";

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

/** To the question after or before where the focus is, or else what is on the screen. It takes the focus itself: in a box to
 * type in, the next key would be text. @param {1 | -1} by */
function turn(by) {
  const questions = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("fieldset[data-question]"))].filter((it) => it.checkVisibility());
  const here = document.activeElement?.closest("main") ? document.activeElement : null;
  const own = here?.closest("fieldset[data-question]");
  /** @param {Element} it */
  const after = (it) => here ? Boolean(here.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING) : it.getBoundingClientRect().top > 0;
  const others = questions.filter((it) => it !== own && after(it) === (by > 0));
  const next = by > 0 ? others[0] : others.at(-1);
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView();
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
  const on = Object.assign(document.createElement("input"), { type: "checkbox", checked: setting("shortcuts")?.value.value !== KEYS_OFF });
  on.addEventListener("change", () => set("shortcuts", on.checked ? KEYS_ON : KEYS_OFF));
  const label = document.createElement("label");
  label.append(on, " Keys of one letter work on this site");
  const form = Object.assign(document.createElement("form"), { method: "dialog" });
  form.append(Object.assign(document.createElement("button"), { className: "sf-button", textContent: "Close" }));
  dialog.append(title, keys, label, form);
  document.body.append(dialog);
  return dialog;
}
