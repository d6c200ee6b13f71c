// @ts-check
// Of what a reader was sure of, how much was right, over time. Pure.
import { isSure } from "../quiz/kinds/answer-key.js";
import { counting, given, localDay } from "../quiz/schedule.js";

/** @import { Key } from "../quiz/kinds/types" */
/** @import { Saved } from "../store/types" */
/** @import { Column } from "./bars" */

/** How many columns there may be: then they stand for more weeks each. */
const MOST = 26;
/** And how few: a first week is a column, not a wall. */
const LEAST = 12;
/** Days that are told apart from those before. */
const LATELY = 28;

/** @param {{ key: Key, attempts: readonly Saved[] }[]} questions @param {number} today @returns {{ columns: Column[], weeks: number, first: number, words: string }} */
export function calibration(questions, today) {
  const sure = questions.flatMap(({ key, attempts }) => counting(key, attempts))
    .filter(({ attempt }) => isSure(attempt.value))
    .map(({ attempt, right }) => ({ age: Math.max(today - localDay(given(attempt)), 0), right }));
  const oldest = Math.max(0, ...sure.map(({ age }) => age));
  const weeks = Math.ceil((oldest + 1) / 7 / MOST);
  const columns = Array.from({ length: Math.max(LEAST, Math.floor(oldest / 7 / weeks) + 1) }, () => ({ up: 0, down: 0 }));
  for (const { age, right } of sure) columns[columns.length - 1 - Math.floor(age / 7 / weeks)][right ? "up" : "down"] += 1;
  return { columns, weeks, first: today - columns.length * 7 * weeks + 1, words: inWords(sure) };
}

/** @param {{ age: number, right: boolean }[]} sure */
function inWords(sure) {
  if (!sure.length) return "";
  const told = (/** @type {number} */ n) => n.toLocaleString("en-GB");
  const right = (/** @type {typeof sure} */ them) => them.filter((it) => it.right).length;
  const of = (/** @type {typeof sure} */ them) => `${told(right(them))} of ${told(them.length)}`;
  const late = sure.filter(({ age }) => age < LATELY);
  const before = sure.filter(({ age }) => age >= LATELY);
  const all = `Of ${told(sure.length)} ${sure.length === 1 ? "answer" : "answers"} that you were sure of, ${told(right(sure))} ${right(sure) === 1 ? "was" : "were"} right.`;
  return late.length && before.length ? `${all} In the last four weeks: ${of(late)}. Before that: ${of(before)}.` : all;
}
