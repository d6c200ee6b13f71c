// @ts-check
// A question's answer key, as its markup tells it, and what an attempt is worth by it.
import { readNumber } from "../../lib/number-entry.js";

/** @import { Grade, Key, Kind } from "./types" */
/** @import { Answer, Attempt } from "../../store/types" */

/** @param {HTMLElement} element  with data-question */
export function readKey(element) {
  const options = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-option]"));
  return keyOf(element.dataset, [...options].map(({ dataset }) => dataset));
}

/** From the data of a question and of its options. @param {DOMStringMap} question @param {DOMStringMap[]} options @returns {Key} */
export function keyOf({ question = "", kind, lesson = "", fingerprint = "", unit = "", value, within, places = "" }, options) {
  return {
    id: question, kind: /** @type {Kind} */ (kind), lesson, fingerprint, unit, value: Number(value), within: Number(within),
    options: new Map(options.flatMap(({ option = "", correct }) => correct ? [[option, correct === "true"]] : [])),
    places: places.split(" "),
    placed: new Map(options.flatMap(({ option = "", place }) => place ? [[option, place]] : [])),
  };
}

/** Of a number in the question's unit. @param {Key} key @param {number} number */
export const isRight = (key, number) => Math.abs(number - key.value) <= key.within + 1e-9 * Math.abs(key.value);

/** Where an answer puts each step or item. @param {Answer} answer @returns {Map<string, string>} */
export const placed = ({ kind, choice }) =>
  new Map([...choice].map((id, i) => kind === "order" ? [id, `${i + 1}`] : /** @type {[string, string]} */ (id.split("="))));

/** @typedef {(key: Key, attempt: Attempt) => Partial<Grade> | undefined} Judge  undefined where the attempt no longer fits */

/** @type {Judge} */
const judgeChosen = ({ options }, { choice }) => {
  const chosen = new Set(choice);
  if ([...chosen].some((id) => !options.has(id))) return;
  const right = [...options].filter(([, correct]) => correct).map(([id]) => id);
  const found = right.filter((id) => chosen.has(id)).length;
  const taken = chosen.size - found;
  return { right: !taken && found === right.length, found, of: right.length, taken };
};

/** @type {Judge} */
const judgeNumber = (key, { choice, unit }) => {
  const { value } = readNumber(String(choice), key.unit);
  if (unit === key.unit && value !== undefined) return { right: isRight(key, value) };
};

/** @type {Judge} */
const judgePlaced = (key, attempt) => {
  const put = placed(attempt);
  const fits = put.size === key.placed.size && [...put].every(([id, place]) => key.placed.has(id) && key.places.includes(place));
  if (!fits) return;
  const found = [...put].filter(([id, place]) => key.placed.get(id) === place).length;
  return { right: found === put.size, found, of: put.size };
};

/** @type {Record<Kind, Judge>} */
const JUDGES = { one: judgeChosen, several: judgeChosen, number: judgeNumber, order: judgePlaced, match: judgePlaced };

/** By today's key, always: nothing but the attempt is stored. @param {Key} key @param {Attempt} attempt @returns {Grade} */
export function grade(key, attempt) {
  const result = attempt.kind === key.kind ? JUDGES[key.kind]?.(key, attempt) : undefined;
  const changed = attempt.fingerprint !== key.fingerprint;
  return { graded: Boolean(result), right: false, changed, found: 0, of: 0, taken: 0, ...result };
}

/** Neither guessed nor helped. @param {Answer} answer */
export const isSure = ({ sure, hint }) => sure && !hint;
