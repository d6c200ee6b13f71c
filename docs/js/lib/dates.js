// @ts-check
// Days in words.

/** @param {number} time  in milliseconds */
export const inWords = (time) => new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** @param {number} day  as `localDay` counts @param {number} today */
export function dayInWords(day, today) {
  if (day <= today) return "today";
  if (day === today + 1) return "tomorrow";
  const date = new Date(day * 864e5).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
  return `on ${date}, in ${day - today} days`;
}

/** Of `outlook`. @param {{next: number | null, then: number}} outlook @param {number} today */
export function nextInWords({ next, then }, today) {
  const what = then === 1 ? "question is" : `${then} questions are`;
  return next === null ? "" : ` The next ${what} due ${dayInWords(next, today)}.`;
}

/** @param {number} n @param {string} one @param {string} [many] */
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
