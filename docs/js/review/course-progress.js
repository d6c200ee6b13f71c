// @ts-check
// @sheet css/progress.css
// What the saved answers add up to, lesson by lesson, and resets.
import { draw } from "./bars.js";
import { calibration } from "./calibration.js";
import { DAILY, dueInWords, plan } from "./plan.js";
import { grade, readKey } from "../quiz/kinds/answer-key.js";
import { lasting, reset, setting, visits } from "../store/answers.js";
import "../store/answers-transfer.js";
import { count, dayInWords, fullDate, nextInWords } from "../lib/dates.js";
import { given, isDue, localDay, outlook, standing } from "../quiz/schedule.js";
import { inWords, show, stateOf } from "../quiz/tally.js";
import "../store/storage-notice.js";
import { covers, store } from "../store/store.js";

/** @import { Key } from "../quiz/kinds/types" */
/** @import { Saved } from "../store/types" */

/** @param {Key} key @param {readonly Saved[]} attempts @param {number} today */
function state(key, attempts, today) {
  const last = attempts.at(-1);
  if (!last) return "Not answered";
  const { graded, right } = grade(key, last.value);
  const verdict = graded ? (right ? "Right" : "Not quite") + (last.value.sure ? last.value.hint ? ", with the hint" : "" : ", a guess") : "Changed since you answered, not judged";
  const due = standing(key, attempts);
  return `${verdict}. ${isDue(due, today) ? "Due for review" : "Comes back " + dayInWords(due.due ?? today, today)}.`;
}

class CourseProgress extends HTMLElement {
  /** By lesson. @type {Map<string, Key[]>} */
  #keys = new Map(/** @type {HTMLElement[]} */ ([...this.querySelectorAll("section[data-lesson]")]).map((section) =>
    [section.dataset.lesson ?? "", /** @type {HTMLElement[]} */ ([...section.querySelectorAll("[data-question]")]).map(readKey)]));

  connectedCallback() {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("p, div, dl, details, section"))) {
      if (!part.matches(".progress-due")) part.hidden = part.matches(".progress-without-script");
    }
    this.addEventListener("click", (event) => this.#click(/** @type {HTMLElement} */ (event.target)));
    store.addEventListener("change", () => this.#show());
    this.#show();
    dispatchEvent(new Event("resize")); // the headings have their places: which of them is read is looked up again
  }

  /** @param {HTMLElement} target */
  #click(target) {
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-scope]"));
    if (!button) return;
    const scope = button.dataset.scope ?? "";
    button.focus(); // Safari leaves it where it was
    if (button.matches(".undo")) store.drop(this.#resets(scope)[0].key);
    else reset(scope, this.#questions(scope));
  }

  /** Focus on a button that goes is handed on, whoever took it away. @param {Element | null} focused */
  #handOn(focused) {
    if (!this.contains(focused) || !focused?.matches("[hidden]")) return;
    const next = focused.parentElement?.querySelector("button:not([hidden])") ?? focused.closest("section")?.querySelector("a");
    /** @type {HTMLElement | null | undefined} */ (next)?.focus();
  }

  /** The questions that a scope names; undefined for all. @param {string} scope */
  #questions(scope) {
    const [kind, name] = scope.split("=");
    if (kind === "question") return [name];
    if (kind === "lesson") return this.#keys.get(name)?.map((key) => key.id);
  }

  /** Resets of exactly this scope that hide something, the latest one first. @param {string} scope */
  #resets(scope) {
    const resets = store.all("reset").filter(({ subject }) => subject === scope).reverse();
    if (!resets.length) return resets;
    const visible = new Set(store.attempts());
    const hidden = store.all("attempt").filter((attempt) => !visible.has(attempt));
    return resets.filter(({ time, value }) => hidden.some((attempt) => attempt.time <= time && covers({ value }, attempt.subject)));
  }

  /** @param {ParentNode} part @param {string} selector @param {string} text */
  #write(part, selector, text) {
    /** @type {HTMLElement} */ (part.querySelector(selector)).textContent = text;
  }

  #show() {
    const { activeElement } = document;
    const today = localDay(Date.now());
    const lessons = [...this.#keys.values()];
    const keys = lessons.flat();
    const questions = keys.map((key) => ({ key, attempts: store.attempts(key.id) }));
    for (const slug of this.#keys.keys()) this.#showLesson(slug, today);

    const ahead = plan(questions, setting("daily")?.value.value ?? DAILY, today);
    this.#write(this, ".progress-due-text", ahead.due.length ? dueInWords(ahead)
      : `Nothing is due.${nextInWords(outlook(questions.map(({ key, attempts }) => standing(key, attempts)), today), today)}`);
    const answered = questions.filter(({ attempts }) => attempts.length);
    this.#write(this, ".total-answered", `${answered.length} of ${keys.length}`);
    this.#write(this, ".total-first", answered.length ? `${answered.filter(({ key, attempts }) => grade(key, attempts[0].value).right).length} of ${answered.length}` : "none yet");
    this.#write(this, ".total-lessons", `${lessons.filter((them) => them.every(({ id }) => store.attempts(id).length)).length} of ${lessons.length}`);
    this.#showSure(questions, today);

    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-scope]"))) {
      const scope = button.dataset.scope ?? "";
      const questions = this.#questions(scope);
      button.hidden = button.matches(".undo") ? !this.#resets(scope).length
        : !(questions ? questions.some((id) => store.attempts(id).length) : store.attempts().length);
    }
    this.#handOn(activeElement);
    this.#showKept();
  }

  /** @param {string} slug @param {number} today */
  #showLesson(slug, today) {
    const section = /** @type {HTMLElement} */ (this.querySelector(`section[data-lesson="${slug}"]`));
    const of = (/** @type {Key} */ { id }) => store.attempts(id);
    const keys = this.#keys.get(slug) ?? [];
    const answered = keys.filter((key) => of(key).length);
    const first = answered.filter((key) => grade(key, of(key)[0].value).right);
    const visit = Math.max(0, ...answered.flatMap((key) => of(key).slice(-1).map(given)),
      ...visits().filter(({ subject }) => subject === slug).map(given));
    this.#write(section, ".answered", `${answered.length} of ${keys.length}`);
    this.#write(section, ".first", answered.length ? `${first.length} of ${answered.length}` : "none yet");
    this.#write(section, ".visited", visit ? fullDate(localDay(visit)) : "not yet");
    const states = keys.map((key) => stateOf(key, of(key)));
    show(section.querySelector(".tally"), states, `${inWords(states)}.`);
    for (const key of keys) this.#write(section, `[data-question="${key.id}"] .progress-state`, state(key, of(key), today));
  }

  /** @param {{ key: Key, attempts: readonly Saved[] }[]} questions @param {number} today */
  #showSure(questions, today) {
    const { columns, weeks, first, words } = calibration(questions, today);
    /** @type {HTMLElement} */ (this.querySelector(".progress-calibration")).hidden = !words;
    this.#write(this, ".progress-sure", words);
    this.#write(this, ".progress-bars", `Each column is ${weeks === 1 ? "a week" : count(weeks, "week")}: upwards what you were sure of and got right, downwards what you were sure of and got wrong.`);
    this.#write(this, ".progress-calibration p span", fullDate(first));
    this.#write(this, ".progress-calibration p span:last-child", "today");
    draw(/** @type {any} */ (this.querySelector(".bars")), columns);
  }

  async #showKept() {
    this.#write(this, ".progress-kept", (await lasting("persisted"))
      ? "Your answers are in this browser alone. It has agreed to keep them until you remove them."
      : "Your answers are in this browser alone, and it may remove them after some weeks without a visit. A downloaded file keeps them.");
  }
}

customElements.define("course-progress", CourseProgress);
