// @ts-check
// What was typed into the search, as a query that the index can answer: without marks, in every form and spelling.

/** British and American: the ending of a word's beginning, and how else it is spelled. @type {[RegExp, (...found: string[]) => string][]} */
const SPELLINGS = [
  [/i([sz])(?=(?:er)?$)/, (_, letter) => (letter === "s" ? "iz" : "is")],
  [/(?<=licen|defen|offen|practi)([cs])/, (_, letter) => (letter === "s" ? "c" : "s")],
  [/(?<=anal|catal|paral)y([sz])/, (_, letter) => (letter === "s" ? "yz" : "ys")],
  [/(?<=^col|behavi|fav|hon|^lab|neighb)ou?r/, (found) => (found === "or" ? "our" : "or")],
  [/(?<=^(?:cent|fib|met|lit))(?:r|er)$/, (found) => (found === "r" ? "er" : "r")],
  [/^gr[ae]y$/, (found) => (found === "gray" ? "grey" : "gray")],
];

/** What the forms of a word begin with: licences and licence, distilled and distillation. @param {string} word */
function beginning(word) {
  const one = word.length > 3 ? word.replace(/(?:(?<=[^aeiou])ies|(?<![sui])s)$/, (end) => (end === "s" ? "" : "y")) : word;
  const cut = one.replace(/(?:ations?|ings?|(?<!e)ed|e|y)$/, "").replace(/([^aeiou])\1$/, "$1").replace(/ogu$/, "og");
  return cut.length > 2 && /[aeiouy]/.test(cut) ? cut : one;
}

/** @param {string} typed */
const wordsOf = (typed) => typed.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+(?:\.\p{N}[\p{L}\p{N}]*)*/gu) ?? [];

/** In the worker's language: the word itself counts most, and a word without a sign is a beginning. @param {string} typed */
export const queryOf = (typed) => wordsOf(typed).flatMap((word, i, { length }) => {
  const stem = beginning(word);
  const other = SPELLINGS.reduce((spelled, [from, to]) => spelled.replace(from, to), stem);
  const short = word.length < 4 && i < length - 1; // "is" or "a" begins too many words
  return [`${word}^8`, ...(short ? [] : new Set([stem, other]))];
}).join(" ");

/** Words that differ by a letter or two. @param {string} typed */
export const nearQueryOf = (typed) => wordsOf(typed).flatMap((word) => (word.length > 3 ? `${word}~${word.length > 7 ? 2 : 1}` : [])).join(" ");
