// @ts-check
// Asks what is due, from all lessons. The page holds every question; those that are not due stay hidden.
import { readKey } from "../quiz/answer-key.js";
import { count, nextInWords } from "../lib/dates.js";
import { QuizQuestion } from "../quiz/quiz-question.js";
import { isDue, localDay, outlook, standing } from "../quiz/schedule.js";
import { store } from "../store/store.js";

/** @import { Key } from "../store/types" */

class CourseReview extends HTMLElement {
  #status = document.createElement("p");
  /** @type {Key[]} */
  #keys = [];
  #asked = 0;

  connectedCallback() {
    customElements.upgrade(this);
    this.#status.setAttribute("role", "status");
    this.prepend(this.#status);
    const focused = this.contains(document.activeElement);
    for (const part of this.querySelectorAll(".review-without-script, .review-questions")) {
      /** @type {HTMLElement} */ (part).hidden = part.matches(".review-without-script");
    }
    store.addEventListener("change", () => this.#tell());
    this.#tell();
    this.#status.tabIndex = -1;
    if (focused) this.#status.focus();
  }

  /** @param {number} today */
  #ask(today) {
    this.#keys = [];
    for (const section of this.querySelectorAll("section")) {
      let due = 0;
      for (const question of /** @type {NodeListOf<QuizQuestion>} */ (section.querySelectorAll("quiz-question"))) {
        const key = readKey(/** @type {HTMLElement} */ (question.querySelector("[data-question]")));
        this.#keys.push(key);
        question.hidden = !isDue(standing(key, store.attempts(key.id)), today);
        if (question.hidden) continue;
        question.ask(true);
        due += 1;
      }
      section.hidden = !due;
      this.#asked += due;
    }
  }

  #tell() {
    const today = localDay(Date.now());
    if (!this.#asked) this.#ask(today);
    const standings = this.#keys.map((key) => standing(key, store.attempts(key.id)));
    const { due, ...later } = outlook(standings, today);
    const answered = standings.filter((it) => it.due !== null).length;
    const text = due ? `${count(due, "question is", "questions are")} due.`
      : this.#asked ? `Done for today.${nextInWords(later, today)}`
      : answered ? `Nothing is due. You have answered ${answered} of ${count(this.#keys.length, "question")}.${nextInWords(later, today)}`
      : `Nothing is due. Each of the ${count(this.#keys.length, "question")} comes here the day after you have answered it in its lesson.`;
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }
}

customElements.define("course-review", CourseReview);
