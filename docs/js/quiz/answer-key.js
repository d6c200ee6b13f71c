// @ts-check
// A question's answer key, as its markup tells it, and what an attempt is worth by it.
import { readNumber } from "../lib/number-entry.js";

/** @import { Attempt, Grade, Key } from "../store/types" */

/** @param {HTMLElement} element  with data-question */
export function readKey(element) {
  const options = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-option]"));
  return keyOf(element.dataset, [...options].map(({ dataset }) => dataset));
}

/** From the data of a question and of its options. @param {DOMStringMap} question @param {DOMStringMap[]} options @returns {Key} */
export function keyOf({ question = "", kind, lesson = "", fingerprint = "", unit = "", value, within }, options) {
  return {
    id: question, kind: /** @type {Key["kind"]} */ (kind), lesson, fingerprint, unit, value: Number(value), within: Number(within),
    options: new Map(options.flatMap(({ option = "", correct }) => correct ? [[option, correct === "true"]] : [])),
  };
}

/** Of a number in the question's unit. @param {Key} key @param {number} number */
export const isRight = (key, number) => Math.abs(number - key.value) <= key.within + 1e-9 * Math.abs(key.value);

/** By today's key, always: nothing but the attempt is stored. @param {Key} key @param {Attempt} attempt @returns {Grade} */
export function grade(key, attempt) {
  const changed = attempt.fingerprint !== key.fingerprint;
  const none = { graded: false, right: false, changed, found: 0, of: 0, taken: 0 };
  if (attempt.kind !== key.kind) return none;
  if (key.kind === "number") {
    const { value } = readNumber(String(attempt.choice), key.unit);
    if (attempt.unit !== key.unit || value === undefined) return none;
    return { ...none, graded: true, right: isRight(key, value) };
  }
  const chosen = new Set(attempt.choice);
  if ([...chosen].some((id) => !key.options.has(id))) return none;
  const right = [...key.options].filter(([, correct]) => correct).map(([id]) => id);
  const found = right.filter((id) => chosen.has(id)).length;
  const taken = chosen.size - found;
  return { graded: true, right: !taken && found === right.length, changed, found, of: right.length, taken };
}
