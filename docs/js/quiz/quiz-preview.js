// @ts-check
// The author's preview: every question as it looks after an answer. Nothing is saved.
import { QuizQuestion } from "./quiz-question.js";

class QuizPreview extends HTMLElement {
  connectedCallback() {
    customElements.upgrade(this);
    for (const state of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-attempt]"))) {
      const question = state.querySelector("quiz-question");
      const value = JSON.parse(state.dataset.attempt ?? "");
      if (question instanceof QuizQuestion) question.show({ key: "", raw: "", kind: "attempt", subject: "", id: "", value, time: Date.now() });
    }
  }
}

customElements.define("quiz-preview", QuizPreview);
