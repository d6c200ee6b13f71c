// @ts-check
// @late
// <model-sides> around four selects: puts the models chosen side by side, a line for each column of the figure's table.

/** @param {string} tag @param {(Node | string)[]} children */
function made(tag, ...children) {
  const it = document.createElement(tag);
  it.append(...children);
  return it;
}

/** @param {string} scope @param {(Node | string)[]} children */
function heading(scope, ...children) {
  const it = made("th", ...children);
  it.setAttribute("scope", scope);
  return it;
}

/** What a cell shows, apart from the cell. @param {HTMLTableCellElement | undefined} cell */
const inside = (cell) => [...(cell?.cloneNode(true).childNodes ?? [])];

class ModelSides extends HTMLElement {
  #shown = made("div");

  connectedCallback() {
    if (!this.#table) return;
    this.#shown.className = "table-scroll models-sides";
    this.#shown.hidden = true;
    this.#shown.tabIndex = 0; // four models may be wider than the window
    this.#shown.setAttribute("role", "region");
    this.#shown.setAttribute("aria-label", "Models side by side");
    this.append(this.#shown);
    const names = [...this.#rows.keys()].map((slug) => [slug, this.#name(slug).textContent ?? ""]).sort(([, a], [, b]) => a.localeCompare(b));
    for (const select of this.#selects) select.append(...names.map(([slug, name]) => new Option(name, slug)));
    this.addEventListener("input", this.#now);
  }

  get #selects() {
    return [...this.querySelectorAll("select")];
  }

  /** @returns {HTMLTableElement | null | undefined} */
  get #table() {
    return this.closest("figure")?.querySelector(".models-table");
  }

  /** The table's rows by their models, as they are sorted now. @returns {Map<string, HTMLTableRowElement>} */
  get #rows() {
    return new Map([...(this.#table?.tBodies[0]?.rows ?? [])].map((row) => [row.dataset.model ?? "", row]));
  }

  /** @param {string} slug */
  #name = (slug) => /** @type {HTMLElement} */ (this.#rows.get(slug)?.querySelector("a")?.cloneNode(true) ?? made("span"));

  #now = () => {
    const chosen = [...new Set(this.#selects.map((it) => it.value))].filter(Boolean);
    const lines = this.#lines(chosen), differing = lines.filter(({ differs }) => differs);
    const only = this.querySelector("input")?.checked;
    const head = made("tr", made("td"), ...chosen.map((slug) => heading("col", this.#name(slug))));
    const table = /** @type {HTMLTableElement | undefined} */ (this.#table?.cloneNode());
    table?.append(made("thead", head), made("tbody", ...(only ? differing : lines).map(({ row }) => row)));
    this.#shown.replaceChildren(table ?? "");
    this.#shown.hidden = chosen.length < 2;
    const output = this.querySelector("output");
    if (output)
      output.textContent = chosen.length < 2 ? "Choose two to four models." : `${chosen.length} models side by side, below. ${differing.length} of ${lines.length} lines differ.`;
  };

  /** A row for each column. @param {string[]} chosen */
  #lines(chosen) {
    const [, ...heads] = this.#table?.tHead?.rows[0]?.cells ?? [], rows = this.#rows;
    return heads.map((head, n) => {
      const cells = chosen.map((slug) => made("td", ...inside(rows.get(slug)?.cells[n + 1])));
      const name = [...head.querySelectorAll(".head, .unit")].flatMap((it) => [" ", it.cloneNode(true)]);
      const differs = new Set(cells.map((it) => it.textContent?.trim())).size > 1;
      const row = made("tr", heading("row", ...name), ...cells);
      if (!differs) row.className = "models-same";
      return { row, differs };
    });
  }
}

customElements.define("model-sides", ModelSides);
