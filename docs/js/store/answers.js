// @ts-check
// What learners do with saved answers: give them, reset them, undo that.
import { covers, store } from "./store.js";

/** @import { Answer, Entry, Lesson, Store } from "./types" */

// crypto.randomUUID is there on secure origins alone
export const uuid = () =>
  crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (+digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+digit / 4)))).toString(16));

/** A time after every one of these, and not before now: clocks are set back at times. @param {readonly Entry[]} entries */
export const after = (entries) => entries.reduce((time, entry) => Math.max(time, entry.time + 1), Date.now());

/** Whether the browser keeps answers until they are removed: "persist" asks it to, "persisted" looks. @param {"persist" | "persisted"} how */
export const lasting = async (how) => {
  try {
    return await navigator.storage[how]();
  } catch {
    return false; // it does not say
  }
};

let asked = false;

/** @param {string} question @param {Answer} answer @param {Store} [to] */
export function record(question, answer, to = store) {
  to.refresh(); // what another tab wrote a moment ago comes before this
  const resets = to.all("reset").filter((reset) => covers(reset, question));
  to.put(`attempt:${question}:${uuid()}`, answer, after([...resets, ...to.attempts(question)]));
  if (!asked) lasting("persist");
  asked = true;
}

/**
 * Hides what was answered so far; nothing is removed.
 * @param {string} scope  "all", "lesson=SLUG" or "question=ID"
 * @param {string[]} [questions]  without them: all
 * @param {Store} [to]
 */
export function reset(scope, questions, to = store) {
  to.refresh();
  const name = `reset:${scope}:${uuid()}`;
  const attempts = to.attempts().filter(({ subject }) => covers({ value: { questions } }, subject));
  const ids = new Set(attempts.map(({ id }) => id));
  const restores = to.all("restore").filter(({ value }) => value.ids.some((/** @type {string} */ id) => ids.has(id)));
  to.put(name, { questions }, after([...attempts, ...restores, ...to.all("visit").filter(({ subject }) => forgets(scope, subject))]));
}

/** Whether a reset of a scope forgets that a lesson was opened. @param {string} scope @param {string} lesson */
const forgets = (scope, lesson) => scope === "all" || scope === `lesson=${lesson}`;

/** Lessons that were opened since they were last reset, the latest one last. @param {Store} [from] */
export function visits(from = store) {
  const resets = from.all("reset");
  return from.all("visit").filter(({ subject, time }) =>
    !resets.some((reset) => reset.time >= time && forgets(reset.subject, subject)));
}

/** The lesson was opened, or read on. @param {string} lesson @param {object} value @param {Store} [to] */
export function visit(lesson, value, to = store) {
  const resets = to.all("reset").filter(({ subject }) => forgets(subject, lesson));
  to.put(`visit:${lesson}:last`, value, after([...resets, ...to.all("visit")]));
}

/** Of the setting "shortcuts". */
export const KEYS_ON = 1, KEYS_OFF = 2;

/** What the reader last set, undefined where nothing. @param {string} name @param {Store} [from] @returns {Entry | undefined} */
export const setting = (name, from = store) => from.all("setting").findLast(({ subject }) => subject === name);

/** @param {string} name @param {number} value @param {Store} [to] */
export function set(name, value, to = store) {
  to.refresh();
  to.put(`setting:${name}:${uuid()}`, { value }, after(to.all("setting")));
}

/** The lessons, as every page tells them. @returns {Lesson[]} */
export const lessons = () => JSON.parse(document.querySelector("[data-lessons]")?.getAttribute("data-lessons") ?? "[]");
