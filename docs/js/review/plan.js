// @ts-check
// Which questions are asked today, and how many on the days that follow. Pure: questions with their attempts, the daily
// number and the day in.
import { count } from "../lib/dates.js";
import { given, isDue, localDay, standing } from "../quiz/schedule.js";

/** @import { Key } from "../quiz/kinds/types" */
/** @import { Saved } from "../store/types" */

/**
 * What is asked today, and on the days to come as far as is known: in `due` missed ones first, then those that are due the
 * longest; `done` is how many that were due have been answered today, `days` how many are still asked today, tomorrow and
 * so on, by the daily number.
 * @typedef {{ due: Key[], done: number, days: number[] }} Plan
 */

/** Until the reader sets another. */
export const DAILY = 15;

/** How far a plan looks ahead. */
const DAYS = 30;

/**
 * @param {{ key: Key, attempts: readonly Saved[] }[]} questions
 * @param {number} daily  most questions a day
 * @param {number} today  a local day
 * @returns {Plan}
 */
export function plan(questions, daily, today) {
  const standings = questions.map(({ key, attempts }) => ({ key, ...standing(key, attempts) }));
  const due = standings.filter((it) => isDue(it, today))
    .sort((a, b) => Number(b.missed) - Number(a.missed) || Number(a.due) - Number(b.due));
  const done = questions.filter(({ key, attempts }) => reviewed(key, attempts, today)).length;
  const days = [Math.min(due.length, Math.max(daily - done, 0))];
  let waiting = due.length - days[0];
  for (let day = today + 1; day <= today + DAYS; day++) {
    waiting += standings.filter((it) => it.due === day).length;
    days.push(Math.min(waiting, daily));
    waiting -= Math.min(waiting, daily);
  }
  return { due: due.map(({ key }) => key), done, days };
}

/** "40 questions are due. 15 of them are for today." @param {Plan} plan */
export function dueInWords({ due, days }) {
  const all = `${count(due.length, "question is", "questions are")} due`;
  return due.length > days[0] && days[0] ? `${all}. ${days[0]} of them ${days[0] === 1 ? "is" : "are"} for today.` : `${all}.`;
}

/** Whether it was due, and was answered, today. @param {Key} key @param {readonly Saved[]} attempts @param {number} today */
function reviewed(key, attempts, today) {
  const isToday = (/** @type {Saved | undefined} */ it) => it && localDay(given(it)) === today;
  if (!isToday(attempts.at(-1))) return false;
  return isDue(standing(key, attempts.slice(0, attempts.findIndex(isToday))), today);
}
