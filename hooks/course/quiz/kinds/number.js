// @ts-check
// A number that is typed, with or without its unit.
import { isRight } from "./answer-key.js";
import { readNumber } from "../../lib/number-entry.js";

/** @import { Key } from "./types" */
/** @import { Attempt } from "../../store/types" */

export class Control {
  /** @param {HTMLElement} set @param {Key} key */
  constructor(set, key) {
    this.key = key;
    this.first = /** @type {HTMLInputElement} */ (set.querySelector("input"));
  }

  get choice() {
    return this.first.value.trim();
  }

  set choice(text) {
    this.first.value = text;
  }

  lack() {
    const { problem = "", question, choices, open } = readNumber(this.choice, this.key.unit);
    if (choices && (open || isRight(this.key, choices[1].value))) return { problem: question ?? "", choices: choices.map(({ text }) => text) };
    if (problem) this.first.setAttribute("aria-invalid", "true");
    return { problem };
  }

  shuffle() {}

  /** @param {Attempt} attempt */
  show({ choice }) {
    this.first.value = String(choice);
    this.first.readOnly = true;
  }

  /** @param {boolean} answered */
  turn(answered) {
    answered ? this.first.setAttribute("aria-disabled", "true") : this.first.removeAttribute("aria-disabled");
  }

  clear() {
    this.first.value = "";
    this.first.readOnly = false;
    this.first.removeAttribute("aria-invalid");
  }

  words() {
    return "";
  }
}
