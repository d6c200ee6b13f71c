// @ts-check
// Leads back to where the reader was.
import { lessons, visits } from "../store/answers.js";
import { base, store } from "../store/store.js";

class CourseContinue extends HTMLElement {
  connectedCallback() {
    store.addEventListener("change", () => this.#show());
    this.#show();
  }

  #show() {
    const known = new Map(lessons().map((lesson) => [lesson.slug, lesson]));
    const last = visits().findLast(({ subject }) => known.has(subject));
    const lesson = last && known.get(last.subject);
    this.hidden = !lesson && !this.querySelector(".sf-button");
    if (!lesson) return;
    const link = this.querySelector("a") ?? this.appendChild(document.createElement("a"));
    link.href = base + lesson.path + (last.value.place ? `#${encodeURIComponent(last.value.place)}` : "");
    (link.querySelector("span") ?? link).textContent = `Continue with ${lesson.title}`;
  }
}

customElements.define("course-continue", CourseContinue);
