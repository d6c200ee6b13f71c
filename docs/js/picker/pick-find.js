// @ts-check
// A language found by its name or the beginning of a word in it; those that are ticked stay in sight.
import { number } from "./pick-words.js";

/** Without accents and in small letters. @param {string | null} text */
const plain = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {HTMLElement} picker @param {string} typed */
export function find(picker, typed) {
  const wanted = plain(typed.trim());
  const labels = /** @type {HTMLLabelElement[]} */ ([...picker.querySelectorAll("label:has([name=langs])")]);
  const fits = labels.filter((label) => plain(label.textContent).includes(wanted));
  for (const label of labels) label.hidden = !fits.includes(label) && !label.querySelector(":checked");
  const more = /** @type {HTMLDetailsElement} */ (picker.querySelector("fieldset details:has([name=langs])"));
  if (wanted) more.open = true;
  /** @type {HTMLElement} */ (picker.querySelector("#pick-found")).textContent = wanted ? `${number(fits.length)} of ${number(labels.length)} languages.` : "";
}
