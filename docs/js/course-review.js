// @ts-check
// Asks what is due, from all lessons. The page holds every question; those that are not due stay hidden.
import { readKey } from "./answer-key.js";
import { count, dayInWords } from "./dates.js";
import { QuizQuestion } from "./quiz-question.js";
import { isDue, localDay, outlook, standing } from "./schedule.js";
import { store } from "./store.js";

/** @import { Key } from "./types" */

class CourseReview extends HTMLElement {
  #status = document.createElement("p");
  /** @type {Key[]} */
  #keys = [];
  #asked = 0;

  connectedCallback() {
    customElements.upgrade(this);
    this.#status.setAttribute("role", "status");
    this.prepend(this.#status);
    for (const part of this.querySelectorAll(".review-without-script, .review-questions")) {
      /** @type {HTMLElement} */ (part).hidden = part.matches(".review-without-script");
    }
    store.addEventListener("change", () => this.#tell());
    this.#tell();
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
    const { due, next } = outlook(this.#keys.map((key) => standing(key, store.attempts(key.id))), today);
    const then = next === null ? "" : ` The next question is due ${dayInWords(next, today)}.`;
    const text = due ? `${count(due, "question is", "questions are")} due.`
      : this.#asked ? `Done for today.${then}`
      : then ? `Nothing is due.${then}`
      : "Nothing is due. Questions come here on the days after you have answered them in their lessons.";
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }
}

customElements.define("course-review", CourseReview);
