// @ts-check
// The form's controls: what a link may fill in, and what is typed in a field of numbers, judged. A value that cannot
// be is told at its field and left out; the rest goes on.
import { number } from "./pick-words.js";

/** @import { FieldsOf, Judge, ReadField } from "./picker-types" */

const EXACT = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i; // as links hold numbers, where 1.234 is never 1234
const OPEN = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;
/** What reads all other ways to type a number; most readers need none. @type {typeof import("../lib/number-entry.js").readNumber | undefined} */ let readNumber;

/** What was typed when that could not be fetched: told, until something else is typed. @type {Set<string>} */ const unread = new Set();

/** @param {string} text @param {() => void} done */
const fetchReader = async (text, done) => {
  await import("../lib/number-entry.js").then((it) => ({ readNumber } = it), () => unread.add(text));
  done();
};

/** @param {string} day */
const isDay = (day) => new Date(day).toISOString().startsWith(day);

/** @type {FieldsOf} */
export const fieldsOf = (controls) => Object.fromEntries(controls.map(({ name }) => [name, (value) => controls.some((it) => it.name === name && (
  it.dataset.most ? value.length <= 40 : it.dataset.fits ? RegExp(`^${it.dataset.fits}$`).test(value) && (name !== "on" || isDay(value))
    : [...(it.options ?? [it])].some((option) => option.value === value)))]));

/** @type {ReadField} */
function readField({ value, dataset: { exact, least, most, whole } }, unit, again) {
  const text = value.trim();
  const fits = (/** @type {number} */ value) => value >= least && value <= most;
  const plain = EXACT.test(text) && (text === exact || !OPEN.test(text));
  if (!plain && !readNumber) return unread.has(text) ? { problem: `“${text}” cannot be read without the network. Write it like 1234.5.` } : void fetchReader(text, again);
  /** @type {any} */ const { value: first, problem, question, choices = [], open } = plain ? { value: +text } : readNumber?.(text, unit);
  const possible = choices.filter((/** @type {any} */ choice) => fits(choice.value));
  if (problem) return { problem };
  if (open && possible.length > 1) return { problem: question, choices: possible.map((/** @type {any} */ { text }) => text) };
  const meant = open && possible.length ? possible[0].value : first;
  if (!fits(meant)) return { problem: `“${text}” is not counted: it has to be from ${number(+least, 3)} to ${number(+most)} ${unit}.` };
  if (whole && meant % 1) return { problem: `“${text}” is not counted: it has to be a whole number.` };
  return { value: meant };
}

/** @type {Judge} */
export function judge(controls, typed, again) {
  const [state, counted] = [{ ...typed }, { ...typed }];
  /** @type {Record<string, string>} */ const problems = {};
  /** @type {Record<string, string[]>} */ const choices = {};
  const leave = (/** @type {string} */ name, /** @type {string} */ problem) => {
    problems[name] = problem;
    delete counted[name];
  };
  for (const it of controls) {
    if (!it.dataset.most || !typed[it.name]) continue;
    const { value, problem, choices: meant } = readField(it, it.dataset.unit || typed.unit || "characters", again) ?? { problem: "" };
    if (meant) choices[it.name] = meant;
    if (problem !== undefined) leave(it.name, problem);
    else state[it.name] = counted[it.name] = String(value);
  }
  const { p50, p95, max, bytes } = counted;
  if (+max < +p95) leave("max", `${number(+max)} is not counted: the longest cannot be shorter than the 95th percentile, ${number(+p95)}.`);
  const above = p95 ?? max;
  if (+p50 > +above) leave("p50", `${number(+p50)} is not counted: the median cannot be above the ${p95 ? "95th percentile" : "longest"}, ${number(+above)}.`);
  if (+bytes < +above) delete counted.bytes; // a character has a byte at least
  return { state, counted, problems, choices };
}
