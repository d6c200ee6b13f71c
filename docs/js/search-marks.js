// @ts-check
// Marks in the page what was searched for, without touching its elements (CSS Custom Highlight API).
import { onPage } from "./page-turn.js";

/** For the page that comes next. @type {string[]} */
let wanted = [];

/** In this page, and in the one that a result leads to. @param {string[]} words  beginnings count too; where * stands for the rest of a word, it is marked as well */
export function markWords(words) {
  wanted = words;
  mark();
}

function mark() {
  if (!globalThis.CSS?.highlights) return;
  const article = document.querySelector("article");
  const ranges = wanted.length && article ? [...rangesOf(article, wanted)] : [];
  article?.toggleAttribute("data-marked", ranges.length > 0);
  CSS.highlights.set("search", new Highlight(...ranges));
}

/** @param {Element} article @param {string[]} words */
function* rangesOf(article, words) {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map((word) => escape(word).replace(/\\\*$/, "\\p{L}*")).join("|")})`, "giu");
  const texts = document.createNodeIterator(article, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (const { index, 0: word } of (text.textContent ?? "").matchAll(pattern)) {
      const range = new Range();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      yield range;
    }
  }
}

/** @param {string} word */
const escape = (word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

onPage(() => {
  mark();
  wanted = []; // gone with the next page
});
