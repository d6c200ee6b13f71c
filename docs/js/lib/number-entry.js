// @ts-check
// What a person typed, as a number. Marks and digits of all scripts are made alike first; then
//
//   entry   = [about] [sign] number [unit] [full stop]     about: ~ ≈ = about, circa …; € and % before or after
//   number  = digits [e exponent]                          2.69e2
//           | [digits times] base to an exponent           10², 2^10, 2.69×10², 5 10⁶, 2.69·10**2
//           | [whole] n/m                                  ½, 1/2, 5 1/2
//   digits  = groups of three [decimals]                   1,234.5 1.234,5 1 234 1'234 1_234 ٣٬٤٠٩; 1,34,515
//           | digits [decimals]                            1234.5 1234,5 .5 5. ٣٫٥
//   unit    = see units.js; or a count: 3.4k, 5 million, 2 lakh
//
// Commas group and points are decimal, as in the lessons, where an entry leaves both open. So 3,409 is 3409. A point
// before three digits is asked about (3.409), and so is "Mb" for MB, and 32k where 32,768 would be right. What is not of
// this form is refused.
import { meanings } from "./units.js";

/**
 * A number as typed: `value` in the unit asked for, or what is wrong. `question` is what to ask, `choices` what may be meant:
 * each `text` has one reading only, and `value` is then the likelier one, how it was read before those were asked about.
 * `open` is false where the first choice is the custom here, and the other one is worth asking about only if it is right.
 * @typedef {{ value?: number, problem?: string, question?: string, choices?: { text: string, value: number }[], open?: boolean }} Typed
 */

const DIGITS = String.raw`\d[\d.,'_٫]*(?: \d[\d.,'_٫]*)*|[.,٫]\d+`;
const NUMBER = RegExp(
  String.raw`^(?<sign>[-+]?) ?(?:(?:(?<factor>${DIGITS})(?:\*| (?=10\^)))?(?<base>\d+)\^(?<power>[-+]?\d+)` +
  String.raw`|(?:(?<whole>\d+) )?(?<over>\d+)[/⁄](?<under>\d+)|(?<digits>${DIGITS}))(?![\d^*/]) ?(?<unit>|[\p{L}\p{Sc}%٪°×'"/].*)$`, "u");
const ABOUT = /^(?:[~≈∼≃=]|about|around|roughly|approx\w*\.?|circa|ca?\.)\s*/i;
const GROUPED = /^[1-9](?:\d{0,2}([.,'_ ])\d{3}(?:\1\d{3})*|\d?(?:,\d\d)+(,)\d{3})(?:([.,٫])\d*)?$/; // by threes, or as in 1,34,515
const PLAIN = /^(?:\d+[.,٫]?\d*|[.,٫]\d+)$/;

/** A digit of any script: Unicode keeps the ten of each together, from 0 to 9. @param {string} digit */
function figure(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** One mark for all that mean the same; without characters that only lay text out. @param {string} entry */
const alike = (entry) => entry
  .replace(/[\p{Cf}\uFE0F]/gu, "")
  .replace(/[⁰¹²³⁴-⁹⁺⁻]+/g, (raised) => `^${raised.normalize("NFKC")}`)
  .replace(/[¼-¾⅐-⅞↉]/g, (fraction) => ` ${fraction.normalize("NFKC")}`)
  .replace(/(?<=\p{N})\p{No}/gu, "#") // 10₂ is no 102
  .replace(/[‘’ʼ´`′٬]/g, "'")
  .normalize("NFKC")
  .replace(/\p{Nd}/gu, figure)
  .replace(/[−–‐‑‒]/g, "-")
  .replace(/،/g, ",").replace(/\s+/g, " ")
  .replace(/(?<=[\d.,]) ?[eе] ?(?=[-+]?\d)/i, "*10^")
  .replace(/ ?(?:\*\*|\^) ?/g, "^").replace(/\^[({]([-+]?\d+)[)}]/g, "^$1")
  .replace(/(?<=[\d.,]) ?[x×хX*·⋅∙] ?(?=\d)/g, "*")
  .trim().replace(/(?<=.)[.,;!?。]+$/, "")
  .replace(ABOUT, "")
  .replace(/^([%٪\p{Sc}]) ?(?=[-+\d.,])(.*\d)$/u, "$2 $1"); // $5

/** The digits as JavaScript writes a number, "" where they make none. @param {string} digits */
const plain = (digits) => (PLAIN.test(digits) ? digits.replace(/[,٫]/, ".") : "");

/** The same where a mark groups them. @param {string} digits */
function grouped(digits) {
  const [, threes, group = threes, decimal] = GROUPED.exec(digits) ?? [];
  return group && group !== decimal ? plain(digits.replaceAll(group, "")) : "";
}

/** @param {Record<string, any>} parts of an entry @param {string} digits its own, as JavaScript writes them */
function worth({ sign, base, power, whole = 0, over, under }, digits) {
  const size = base === "10" ? Number(`${digits}e${power}`) : base ? Number(digits) * Number(base) ** Number(power)
    : over ? Number(whole) + Number(over) / Number(under) : Number(digits);
  return sign === "-" ? -size : size;
}

/** In a form that can be read in one way only. @param {number} number */
const clear = (number) => String(+number.toPrecision(15)).replace(/^(-?\d{1,3}\.\d{3})(?=$|e)/, "$10");

/** @param {string} entry  as typed, the unit after it or not @param {string} asked  the unit that is asked for @returns {Typed} */
export function readNumber(entry, asked) {
  if (!entry.trim()) return { problem: "Type a number first." };
  const shown = `“${entry.trim().slice(0, 60)}”`;
  const parts = (entry.length < 100 && NUMBER.exec(alike(entry))?.groups) || { digits: "" };
  const { base, factor = "1", digits = factor, unit } = parts;
  const point = digits.includes(".");
  const forms = point ? [plain(digits), grouped(digits)] : [grouped(digits), plain(digits)];
  const [first, second] = forms.filter(Boolean).map((form) => worth(parts, form));
  if (!Number.isFinite(first)) return { problem: `${shown} cannot be read as a number. Write it like 1234.5, 1,234.5 or 1.2e3.` };
  const meant = meanings(unit, alike(asked), asked);
  if (!meant.length) return { problem: `“${unit}” is not the unit asked for. Give the answer in ${asked}.` };
  const [[times], other] = meant;
  const scaled = Boolean(base) || times !== 1;
  const forks = second !== undefined && !(point && scaled);
  const choices = forks ? [first, second].map((number) => ({ value: number * times, text: `${clear(number)} ${unit}`.trim() }))
    : meant.map(([times, unit]) => ({ value: first * times, text: `${clear(first * times)} ${unit}` }));
  if (!forks && !other) return { value: first * times };
  const eight = !forks && /bit/.test(other[1] + asked) ? " A byte is eight bits." : "";
  return { value: first * times, choices, open: forks ? point || scaled : !other[2], question: `${shown} can be read in two ways.${eight} Which do you mean?` };
}
