// @ts-check
// How questions stand by their latest answers: each as one word, all of them in words and as a bar.
import { grade, isSure } from "./kinds/answer-key.js";

/** @import { Key } from "./kinds/types" */
/** @import { Saved } from "../store/types" */

/** @typedef {"" | "right" | "guessed" | "missed" | "changed"} State  empty where it is not answered */

/** @param {Key} key @param {readonly Saved[]} attempts @returns {State} */
export function stateOf(key, attempts) {
  const last = attempts.at(-1);
  if (!last) return "";
  const { graded, right } = grade(key, last.value);
  return !graded ? "changed" : !right ? "missed" : isSure(last.value) ? "right" : "guessed";
}

/** @type {[State, string][]} */
const WORDS = [["right", "right"], ["guessed", "right but unsure"], ["missed", "missed"], ["changed", "to be answered again"]];

/** @param {State[]} states */
export const answered = (states) => states.filter(Boolean).length;

/** "3 of 7 answered: 2 right, 1 missed". @param {State[]} states */
export function inWords(states) {
  const parts = WORDS.map(([state, word]) => [states.filter((it) => it === state).length, word]).filter(([n]) => n);
  return `${answered(states) || "None"} of ${states.length} answered${parts.length ? ": " : ""}${parts.map((part) => part.join(" ")).join(", ")}`;
}

/** Into what the page has for it: a part for each question, and beside them the words. @param {Element | null} tally @param {State[]} states @param {string} words */
export function show(tally, states, words) {
  const [bar, text] = tally?.children ?? [];
  bar?.replaceChildren(...states.map((state) => Object.assign(document.createElement("i"), { className: state })));
  if (text && text.textContent !== words) text.textContent = words;
  tally?.toggleAttribute("data-told", true);
}
