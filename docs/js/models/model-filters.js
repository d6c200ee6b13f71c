// @ts-check
// @sheet css/models-page.css
// @late
// <model-filters> around selects: leaves out rows of the table in its figure, and pales the same models in drawings.
// Addressless: nothing is stored. A language that its maker does not name is not one that the model lacks: that is told.

const MORE = "?"; // among a model's languages: its maker speaks of more than are named

/** @typedef {{languages: string, licence: string, parameters: string, memory: string}} Chosen  "" asks nothing */

/** Whether a model is left; null where that is not known. @param {DOMStringMap} model @param {Chosen} chosen @returns {boolean | null} */
export function fits(model, { languages, licence, parameters, memory }) {
  /** @param {string} limit @param {string | undefined} value */
  const within = (limit, value) => !limit || (!!value && Number(value) <= Number(limit));
  if ((licence && model.licence !== licence) || !within(parameters, model.parameters) || !within(memory, model.memory)) return false;
  const named = (model.languages ?? "").split(" ");
  return !languages || named.includes(languages) || (named.includes(MORE) ? null : false);
}

/** @param {number} left @param {number} all @param {number} unknown */
function words(left, all, unknown) {
  const shown = left === all ? `All ${all} models are shown.` : `${left} of ${all} models ${left === 1 ? "is" : "are"} shown.`;
  const open = unknown === 1 ? "1 more may know the language: its maker does not name all." : `${unknown} more may know the language: their makers do not name all.`;
  return [shown, ...(unknown ? [open] : []), ...(left ? [] : ["Ask for less."])].join(" ");
}

class ModelFilters extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", this.#now);
    this.querySelector("button")?.addEventListener("click", () => {
      for (const it of this.#selects) it.value = "";
      this.#now();
    });
    this.#now(); // a browser may have put back what was chosen before a reload
  }

  get #selects() {
    return [...this.querySelectorAll("select")];
  }

  #now = () => {
    const chosen = /** @type {Chosen} */ (Object.fromEntries(this.#selects.map((it) => [it.name, it.value])));
    const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("tr[data-model]"));
    const left = new Set([...rows].filter(({ dataset }) => fits(dataset, chosen)).map((it) => it.dataset.model));
    const unknown = [...rows].filter(({ dataset }) => fits(dataset, chosen) === null).length;
    for (const row of rows) row.hidden = !left.has(row.dataset.model);
    for (const it of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("svg [data-model]"))) it.classList.toggle("fig-out", !left.has(it.dataset.model));
    const said = words(left.size, rows.length, unknown), output = this.querySelector("output");
    if (output && output.textContent !== said) output.textContent = said;
  };
}

customElements.define("model-filters", ModelFilters);
