// @ts-check
// Steps to put into order: each has a list of the places, and moves where it is put.
import { Control as Match } from "./match.js";

/** @import { Grade, Key, Reason } from "./types" */
/** @import { Attempt } from "../../store/types" */

export class Control extends Match {
  /** Where the rows stand until one is moved, which is not the right order: to leave them there is no answer. */
  #start = this.rows;
  #moved = false;

  /** @param {HTMLElement} set @param {Key} key @param {(text: string) => void} say */
  constructor(set, key, say) {
    super(set, key);
    this.say = say;
    this.#take();
    for (const select of this.selects) select.options[0].remove(); // no place: each has one now
    this.#number();
    this.list.addEventListener("change", ({ target }) => this.#move(/** @type {HTMLSelectElement} */ (target)));
  }

  /** The places that were chosen before this was here. */
  #take() {
    const place = (/** @type {HTMLElement} */ row) => Number(row.querySelector("select")?.value);
    const rows = this.rows.filter((row) => !place(row));
    const chosen = this.rows.filter(place).sort((a, b) => place(a) - place(b));
    if (!chosen.length) return;
    for (const row of chosen) rows.splice(place(row) - 1, 0, row);
    const focused = /** @type {HTMLElement | null} */ (this.list.querySelector(":focus"));
    this.list.append(...rows);
    focused?.focus();
    this.#moved = true;
  }

  get choice() {
    return this.#moved ? this.rows.map(({ dataset }) => dataset.option ?? "") : [];
  }

  lack() {
    return { problem: this.#moved ? "" : "Put them into order first." };
  }

  /** What it passes is moved, and not itself: so it keeps focus. @param {HTMLSelectElement} select */
  #move(select) {
    const { rows, selects } = this;
    const from = selects.indexOf(select);
    const to = Number(select.value) - 1;
    if (to < from) rows[from].after(...rows.slice(to, from));
    else rows[from].before(...rows.slice(from + 1, to + 1));
    this.#moved = true;
    this.#number();
    this.say(`“${rows[from].querySelector(".option-text")?.textContent}” is now at place ${to + 1} of ${rows.length}.`);
  }

  #number() {
    this.selects.forEach((select, i) => (select.value = `${i + 1}`));
  }

  shuffle() {
    super.shuffle();
    const right = this.rows.every(({ dataset }, i) => this.key.placed.get(dataset.option ?? "") === `${i + 1}`);
    if (right) this.list.append(this.rows[0]);
    this.#start = this.rows;
    this.#number();
  }

  /** In the right order: each row says where it had been put. @param {Attempt} attempt @param {Map<string, Reason>} reasons */
  show(attempt, reasons) {
    const place = (/** @type {HTMLElement} */ row) => Number(this.key.placed.get(row.dataset.option ?? ""));
    this.list.append(...this.rows.sort((a, b) => place(a) - place(b)));
    super.show(attempt, reasons);
  }

  /** @param {string} right @param {string} given */
  tell(right, given) {
    return given ? `, you put it at place ${given}` : `, place ${right}`;
  }

  clear() {
    super.clear();
    this.#moved = false;
    this.list.append(...this.#start);
    this.#number();
  }

  /** @param {Grade} grade */
  words({ right, found, of }) {
    return right ? "" : `. ${found} of the ${of} were in their place. This is the right order`;
  }
}
