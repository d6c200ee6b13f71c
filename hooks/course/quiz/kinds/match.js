// @ts-check
// Items, each with a list of the groups that it may belong to.
import { placed } from "./answer-key.js";

/** @import { Control as Lacking, Grade, Key, Reason } from "./types" */
/** @import { Attempt } from "../../store/types" */

export class Control {
  /** @param {HTMLElement} set @param {Key} key */
  constructor(set, key) {
    this.key = key;
    this.list = /** @type {HTMLElement} */ (set.querySelector(".options"));
  }

  get rows() {
    return [.../** @type {HTMLCollectionOf<HTMLElement>} */ (this.list.children)];
  }

  get selects() {
    return [...this.list.querySelectorAll("select")];
  }

  get first() {
    return this.selects[0];
  }

  get choice() {
    const { selects } = this;
    return this.rows.flatMap(({ dataset }, i) => selects[i].value ? `${dataset.option}=${selects[i].value}` : []).sort();
  }

  /** @returns {ReturnType<Lacking["lack"]>} */
  lack() {
    const { length } = this.rows;
    const left = this.selects.filter((select) => !select.value);
    return { problem: left.length ? `Choose for each first: ${left.length} of ${length} ${left.length === 1 ? "is" : "are"} left.` : "", at: left[0] };
  }

  shuffle() {
    const rows = this.rows.map((row) => ({ row, place: Math.random() })).sort((a, b) => a.place - b.place);
    this.list.append(...rows.map(({ row }) => row));
  }

  /** @param {Attempt} attempt @param {Map<string, Reason>} reasons */
  show(attempt, reasons) {
    const put = placed(attempt);
    for (const row of this.rows) {
      const id = row.dataset.option ?? "";
      const select = /** @type {HTMLSelectElement} */ (row.querySelector("select"));
      const name = (/** @type {string} */ place) => [...select.options].find(({ value }) => value === place)?.text ?? "";
      const [given, right] = [put.get(id) ?? "", this.key.placed.get(id) ?? ""];
      const { head, chosen } = /** @type {Reason} */ (reasons.get(id));
      row.dataset.correct = `${given === right}`;
      head.textContent = given === right ? "Right" : "Wrong";
      chosen.textContent = this.tell(name(right), given === right ? "" : name(given));
      select.value = given;
    }
  }

  /** @param {string} right @param {string} given  where that is another */
  tell(right, given) {
    return given ? `, you chose “${given}”. It is “${right}”` : `, “${right}”`;
  }

  /** The lists have nothing more to choose: each row says what was chosen. @param {boolean} answered */
  turn(answered) {
    for (const select of this.selects) select.hidden = answered;
  }

  clear() {
    for (const select of this.selects) select.value = "";
    for (const row of this.rows) delete row.dataset.correct;
  }

  /** @param {Grade} grade */
  words({ right, found, of }) {
    return right ? "" : `. ${found} of the ${of} are right`;
  }
}
