// @ts-check
// Days in words, each as `localDay` counts it.

/** A form is made once: that takes as long as to write many dates. @param {Intl.DateTimeFormatOptions} form */
function written(form) {
  /** @type {Intl.DateTimeFormat | undefined} */
  let made;
  return (/** @type {number} */ day) => (made ??= new Intl.DateTimeFormat("en-GB", { day: "numeric", timeZone: "UTC", ...form })).format(day * 864e5);
}

export const shortDate = written({ month: "short" });
export const longDate = written({ month: "long" });
export const fullDate = written({ month: "long", year: "numeric" });

/** @param {number} day @param {number} today */
export function dayInWords(day, today) {
  if (day <= today) return "today";
  if (day === today + 1) return "tomorrow";
  return `on ${longDate(day)}, in ${day - today} days`;
}

/** Of `outlook`. @param {{next: number | null, then: number}} outlook @param {number} today */
export function nextInWords({ next, then }, today) {
  const what = then === 1 ? "question is" : `${then} questions are`;
  return next === null ? "" : ` The next ${what} due ${dayInWords(next, today)}.`;
}

/** @param {number} n @param {string} one @param {string} [many] */
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
