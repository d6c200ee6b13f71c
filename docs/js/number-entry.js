// @ts-check
// What a person typed, as a number.

const GROUPED = /^[1-9]\d{0,2}(?:([.,' ])\d{3}(?:\1\d{3})*)(?:([.,])\d*)?$/;
const PLAIN = /^(?:\d+[.,]?\d*|[.,]\d+)$/;

/** @param {string} unit */
const bare = (unit) => unit.toLowerCase().replace(/\s|s$/g, "");

/**
 * The digits with their separators as JavaScript writes a number, or "" where they make none. Commas group and
 * points are decimal, as in the lessons, wherever the entry leaves both open: 1,234 is 1234 and 1.234 a little over 1.
 * @param {string} digits
 */
function plain(digits) {
  const [, group, decimal] = GROUPED.exec(digits) ?? [];
  const open = group === "." && !decimal && digits.split(".").length === 2;
  if (group && group !== decimal && !open) return digits.replaceAll(group, "").replace(",", ".");
  return PLAIN.test(digits) ? digits.replace(",", ".") : "";
}

/**
 * @param {string} entry  as typed: 1,234.5 · 1234,5 · 1 234,5 · 1.2e3, the unit after it or not
 * @param {string} unit  the one that is asked for
 * @returns {{value: number, problem?: undefined} | {value?: undefined, problem: string}}
 */
export function readNumber(entry, unit) {
  const text = entry.normalize("NFKC").trim().replace(/[−–]/, "-").replaceAll("’", "'");
  if (!text) return { problem: "Type a number first." };
  const [, sign, digits, exponent, rest] = /^[~≈]?\s*([-+]?)\s*([\d.,' ]*?)\s*(?:e([-+]?\d+))?\s*([^\d.,' ].*)?$/i.exec(text) ?? [];
  const value = digits ? Number(`${sign}${plain(digits) || "?"}e${exponent ?? 0}`) : NaN;
  if (!Number.isFinite(value)) return { problem: `“${entry.trim()}” cannot be read as a number. Write it like 1234.5, 1,234.5 or 1.2e3.` };
  if (rest && bare(rest) !== bare(unit)) return { problem: `“${rest.trim()}” is not the unit asked for. Give the answer in ${unit}.` };
  return { value };
}
