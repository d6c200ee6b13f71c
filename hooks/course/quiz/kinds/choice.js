// @ts-check
// Options: radios of which one is chosen, or checkboxes.

/** @import { Grade, Key, Reason } from "./types" */
/** @import { Attempt } from "../../store/types" */

export class Control {
  /** @param {HTMLElement} set @param {Key} key */
  constructor(set, key) {
    this.set = set;
    this.several = key.kind === "several";
    this.inputs = [...set.querySelectorAll("input")];
    this.first = this.inputs[0];
  }

  get choice() {
    return this.inputs.filter((input) => input.checked).map((input) => input.value);
  }

  lack() {
    return { problem: this.choice.length ? "" : this.several ? "Choose at least one option first." : "Choose an option first." };
  }

  shuffle() {
    const rows = [...this.set.querySelectorAll(".option-row")].map((row) => ({ row, place: Math.random() }));
    for (const { row } of rows.sort((a, b) => a.place - b.place)) row.parentNode?.append(row);
  }

  /** @param {Attempt} attempt @param {Map<string, Reason>} reasons */
  show({ choice }, reasons) {
    for (const input of this.inputs) {
      input.checked = choice.includes(input.value);
      const { reason, chosen } = /** @type {Reason} */ (reasons.get(input.value));
      chosen.textContent = input.checked ? ", your choice" : "";
      input.setAttribute("aria-describedby", reason.id);
    }
  }

  /** @param {boolean} answered */
  turn(answered) {
    for (const input of this.inputs) answered ? input.setAttribute("aria-disabled", "true") : input.removeAttribute("aria-disabled");
  }

  clear() {
    for (const input of this.inputs) {
      input.checked = false;
      input.removeAttribute("aria-describedby");
    }
  }

  /** @param {Grade} grade */
  words({ found, of, taken }) {
    if (!this.several) return "";
    const wrong = taken ? ` and took ${taken} wrong one${taken > 1 ? "s" : ""}` : "";
    return `. You found ${found} of the ${of} right one${of > 1 ? "s" : ""}${wrong}`;
  }
}
