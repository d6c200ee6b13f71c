// @ts-check
// What figures share that a reader can touch. The drawing, the controls and the words for their first state are in the page;
// a figure of its own draws another choice, and says it. On paper the first state stands.

const paper = matchMedia("print");

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/** @param {Control} control @param {boolean} first  as the page has it, or as it is now */
const valueOf = (control, first) => control.type === "checkbox" && control instanceof HTMLInputElement ?
    ((first ? control.defaultChecked : control.checked) ? "on" : "")
  : !first ? control.value
  : !(control instanceof HTMLSelectElement) ? control.defaultValue
  : ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value ?? "";

/** Of radios of one name, the one that is chosen. @param {Control} it @param {boolean} first */
const chosen = (it, first) => !(it instanceof HTMLInputElement) || it.type !== "radio" || (first ? it.defaultChecked : it.checked);

/** @template Data */
export class LiveFigure extends HTMLElement {
  /** @type {Data} */
  data = JSON.parse(this.dataset.figure ?? "null");
  #now = () => this.#show(paper.matches);

  connectedCallback() {
    this.addEventListener("input", this.#now);
    paper.addEventListener("change", this.#now);
    this.#now(); // a browser may have put back what was chosen before a reload
  }

  disconnectedCallback() {
    paper.removeEventListener("change", this.#now);
  }

  /** @param {boolean} first */
  #show(first) {
    /** @type {Control[]} */
    const controls = [...this.querySelectorAll("select, input, textarea")].map((it) => /** @type {Control} */ (it)).filter((it) => chosen(it, first));
    const words = this.draw(Object.fromEntries(controls.map((it) => [it.name, valueOf(it, first)])));
    const output = this.querySelector("output");
    if (output && output.textContent !== words) output.textContent = words;
  }

  /** Draws what is chosen, and says it. @param {Record<string, string>} chosen  values by controls' names @returns {string} */
  draw(chosen) {
    throw new Error(`nothing draws ${Object.keys(chosen)}`);
  }

  /** Does something to each of the parts of that name, one in each drawing. @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
  setParts(name, attributes, text) {
    for (const it of this.querySelectorAll(`[data-part="${name}"]`)) set(it, attributes, text);
  }
}

/** @param {Element} it @param {Record<string, string | number>} attributes @param {string} [text] */
export function set(it, attributes, text) {
  for (const [name, value] of Object.entries(attributes)) it.setAttribute(name, `${value}`);
  if (text !== undefined) it.textContent = text;
}
