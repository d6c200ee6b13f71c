// @ts-check
// Units as people write them, spelled out or short: "269 megabytes", "GB per second", "3.4k tokens".

/** One name for each of a unit's; plurals have lost their s. @type {any} */
const NAMES = {
  __proto__: null, percent: "%", pct: "%", "٪": "%", "×": "time", x: "time", tok: "token", char: "character", param: "parameter", b: "byte",
  sec: "s", second: "s", millisecond: "ms", us: "μs", microsecond: "μs", minute: "min", hour: "h", hr: "h", hrs: "h",
};
/** Words for a number of things. @type {any} */
const COUNTS = {
  __proto__: null, hundred: 1e2, k: 1e3, K: 1e3, thousand: 1e3, lakh: 1e5, crore: 1e7, M: 1e6, mn: 1e6, mio: 1e6, million: 1e6,
  B: 1e9, G: 1e9, bn: 1e9, billion: 1e9, mrd: 1e9, milliard: 1e9, T: 1e12, trillion: 1e12,
};
const SPELLED = /^(kilo|mega|giga|tera|kibi|mebi|gibi|tebi)-?(byte|bit)$/;
const SHORT = /^([kmgt])(i?)(b|bit|byte|o)s?$/i; // Mo: the French MB

/** @param {string} word */
const singular = (word) => (word.length > 3 ? word.replace(/s$/i, "") : word);

/** The one name of a unit, however it is written. "Mb" stays apart: it is MB to some, Mbit to others. @param {string} unit */
const nameOf = (unit) => unit.replace(/per\s+cent/i, "%").replace(/\s+(?:per|an?)\s+/i, "/").replace(/^t(?:ps|\/s)$/i, "token/s")
  .replace(/(?<=b)ps$/i, "/s").split("/").map(nameOfPart).join("/");

/** @param {string} part */
function nameOfPart(part) {
  const word = singular(part.replace(/[\s^]/g, ""));
  const lower = word.toLowerCase();
  const [, prefix, binary, kind] = SHORT.exec(lower.replace(SPELLED, (_, prefix, kind) => prefix[0] + (/bi$/.test(prefix) ? "i" : "") + (kind === "bit" ? kind : "B"))) ?? [];
  if (prefix) return prefix.toUpperCase() + binary + (kind === "bit" ? kind : kind === "b" && /b$/.test(word) && word !== lower ? "b" : "B");
  return NAMES[lower] ?? lower;
}

/** "k tokens" as a number of tokens. @param {string} text */
function counted(text) {
  const [, word, of] = /^(\p{L}+)\.?\s*(.*)$/su.exec(text) ?? [];
  const count = COUNTS[word] ?? COUNTS[singular(word ?? "").toLowerCase()];
  return count && { count, of };
}

/**
 * What may be meant by that which stands after a number, the likeliest first: so many times a unit. Two are asked about,
 * or where the second is `rare`, only if that would be right; none is a unit that was not asked for.
 * @param {string} text @param {string} asked  both with their marks made alike @param {string} shown  as the question has it
 * @returns {[times: number, unit: string, rare?: boolean][]}
 */
export function meanings(text, asked, shown) {
  const [name, wanted] = [nameOf(text), nameOf(asked)];
  if (!text || name === wanted) return [[1, shown]];
  const [, prefix, kind, rest] = /^([KMGT]i?)(B|bit)(.*)$/.exec(wanted) ?? [];
  if (prefix && name === `${prefix}b${rest}`) return [[1, shown], [1, prefix + (kind === "B" ? "bit" : "B") + rest]];
  const asks = counted(asked) || { count: 1, of: asked };
  const many = counted(asks.count > 1 ? text.replace(/^[mb]\b/, (letter) => letter.toUpperCase()) : text);
  if (!many) return [];
  const of = nameOf(many.of);
  if (!prefix || of === wanted) {
    if (of && asks.of && of !== nameOf(asks.of)) return [];
    const [letter] = (asks.count === 1 && /^[kKMG]\b/.exec(text)) || "";
    const exact = /** @type {[number, string]} */ ([many.count / asks.count, shown]);
    return letter ? [exact, [1024 ** " kmg".indexOf(letter.toLowerCase()), shown, true]] : [exact]; // 32k is 32,768 to some
  }
  const small = many.count / (prefix[1] ? 1024 : 1000) ** " KMGT".indexOf(prefix[0]);
  if (of) return of + rest === (kind === "B" ? "byte" : kind) ? [[small, shown]] : []; // a million bytes
  return [[text.toUpperCase() === prefix[0] ? 1 : small, shown], [many.count, shown]];
}
