// @ts-check
// When a question is asked again: fixed, growing intervals. Pure: attempts, key and day in; a day out.
import { grade, isSure } from "./kinds/answer-key.js";

/** @import { Key, Standing } from "./kinds/types" */
/** @import { Dated } from "../store/types" */

/** Days after the last success. */
const INTERVALS = [1, 3, 7, 21, 60];

/** The local calendar day as a number, growing by one a day. @param {number} time  in milliseconds */
export function localDay(time) {
  const date = new Date(time);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 864e5;
}

/** The day on the clock when it was given, which was wrong at times: `at` keeps the order alone. @param {Dated} attempt */
export const given = ({ time, value }) => value.clock ? Date.parse(value.clock) || time : time;

/** @param {Dated} attempt */
const dayOf = (attempt) => localDay(given(attempt));

/**
 * The attempts that tell what a person knew: the first of each local day, without those made when the answer had just
 * been on show, and without those that no longer fit the question. The latest one first: who asks when a question is due
 * need not judge them all.
 * @template {Dated} Given
 * @param {Key} key @param {readonly Given[]} attempts  oldest first
 * @returns {Generator<{ attempt: Given, right: boolean, day: number }>}
 */
function* latest(key, attempts) {
  let later;
  for (let i = attempts.length - 1; i >= 0; i--) {
    const attempt = attempts[i];
    if (attempt.value.retry) continue;
    const { graded, right } = grade(key, attempt.value);
    if (!graded) continue;
    const day = dayOf(attempt);
    if (later && later.day !== day) yield later;
    later = { attempt, right, day };
  }
  if (later) yield later;
}

/** The same, oldest first. @template {Dated} Given @param {Key} key @param {readonly Given[]} attempts @returns {{ attempt: Given, right: boolean }[]} */
export const counting = (key, attempts) => [...latest(key, attempts)].reverse();

/** @param {Key} key @param {readonly Dated[]} attempts  oldest first @returns {Standing} */
export function standing(key, attempts) {
  const last = attempts.at(-1);
  if (!last) return { due: null, step: 0, missed: false };
  let first;
  let step = 0;
  for (const counted of latest(key, attempts)) {
    first ??= counted;
    if (!counted.right || step === INTERVALS.length) break;
    if (isSure(counted.attempt.value)) step += 1;
  }
  const due = first && grade(key, last.value).graded ? first.day + INTERVALS[Math.max(step - 1, 0)] : dayOf(last);
  return { due, step, missed: first?.right === false };
}

/** Also where a clock that ran ahead put it further off than any interval. @param {Standing} standing @param {number} today */
export const isDue = ({ due }, today) => due !== null && (due <= today || due > today + INTERVALS[4]);

/**
 * How many are due; the day of the next one after that, null where no other was ever answered; and how many come then.
 * @param {Standing[]} standings @param {number} today
 */
export function outlook(standings, today) {
  const later = standings.filter((standing) => !isDue(standing, today)).flatMap(({ due }) => due ?? []);
  const next = later.length ? Math.min(...later) : null;
  return { due: standings.filter((standing) => isDue(standing, today)).length, next, then: later.filter((day) => day === next).length };
}
