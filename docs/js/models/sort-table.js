// @ts-check
// @late
// <sort-table> around a table: its column headings become buttons that sort the rows.
// A cell's value is its data-sort, else what it shows: in a column of numbers the number that its text begins with, and
// a dash is nothing. Numbers sort as numbers, nothing goes last both ways, rows that tie keep their order.

/** @typedef {"ascending" | "descending"} Direction */

const FLIPPED = /** @type {const} */ ({ ascending: "descending", descending: "ascending" });

/** @param {HTMLTableRowElement} row @param {number} column */
function valueAt(row, column) {
  const cell = row.cells[column];
  const text = (cell?.dataset.sort ?? cell?.textContent ?? "").trim();
  if (cell?.dataset.sort !== undefined) return text;
  if (cell?.classList.contains("num")) return /^[\d.,]+/.exec(text)?.[0].replaceAll(",", "") ?? "";
  return text.startsWith("–") ? "" : text;
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, undefined, { numeric: true }) : x - y;
}

/** @param {Direction} direction @param {number} column */
function order(direction, column) {
  const sign = direction === "ascending" ? 1 : -1;
  /** @param {HTMLTableRowElement} first @param {HTMLTableRowElement} second */
  return (first, second) => {
    const [a, b] = [valueAt(first, column), valueAt(second, column)];
    if (!a || !b) return Number(!a) - Number(!b);
    return sign * compare(a, b);
  };
}

class SortTable extends HTMLElement {
  /** @type {HTMLElement | undefined} */
  #status;

  connectedCallback() {
    const body = this.querySelector("tbody");
    if (!body) return;
    this.#status = document.createElement("p");
    this.#status.setAttribute("role", "status");
    this.#status.className = "sf-hidden";
    this.append(this.#status);
    for (const heading of this.#headings) this.#enhance(heading, body);
  }

  get #headings() {
    return [...this.querySelectorAll("thead th")].filter((cell) => cell instanceof HTMLTableCellElement);
  }

  /** The heading's content moves into a button. @param {HTMLTableCellElement} heading @param {HTMLTableSectionElement} body */
  #enhance(heading, body) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => this.#sort(heading, body));
  }

  /** @param {HTMLTableCellElement} heading @param {HTMLTableSectionElement} body */
  #sort(heading, body) {
    const now = /** @type {Direction | null} */ (heading.getAttribute("aria-sort"));
    const direction = now ? FLIPPED[now] : "ascending";
    for (const other of this.#headings) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction);
    body.append(...[...body.rows].sort(order(direction, heading.cellIndex)));
    const name = heading.textContent?.replace(/\s+/g, " ").trim();
    if (this.#status) this.#status.textContent = `Sorted by ${name}, ${direction}.`;
  }
}

customElements.define("sort-table", SortTable);
