// @ts-check
// Leads back to where the reader was; from a lesson whose questions are all answered on to the next one that has some left,
// before it where none does after it; and who has answered all goes on to the picker.
import { keys } from "../quiz/keys.js";
import { lessons, visits } from "../store/answers.js";
import { base, store } from "../store/store.js";

/** @import { Key } from "../quiz/kinds/types" */
/** @import { Lesson } from "../store/types" */

/** @param {Key[]} [questions] */
const answered = (questions = []) => questions.filter(({ id }) => store.answered().has(id)).length;

/**
 * Where to go on; undefined for who has been in no lesson.
 * @param {Map<string, Key[]>} course  without keys where they did not come: then nothing is counted
 */
export function goOn(course) {
  const all = lessons();
  const last = visits().findLast(({ subject }) => all.some(({ slug }) => slug === subject));
  const at = all.findIndex(({ slug }) => slug === last?.subject);
  if (!last) return;
  const left = (/** @type {Lesson} */ { slug }) => answered(course.get(slug)) < (course.get(slug)?.length ?? 0);
  const lesson = course.size ? [...all.slice(at), ...all].find(left) : all[at];
  if (!lesson) {
    const number = [...course.values()].flat().length;
    return { href: `${base}pick/`, name: "Go on to the picker", count: `${number} of ${number} answered` };
  }
  const place = lesson === all[at] && last.value.place ? `#${encodeURIComponent(last.value.place)}` : "";
  return {
    href: base + lesson.path + place,
    name: `${lesson === all[at] ? "Continue" : "Go on to"} ${lesson.title.replace(" ", ", ")}`,
    count: course.size ? `${answered(course.get(lesson.slug))} of ${lesson.questions} answered` : "",
  };
}

class CourseContinue extends HTMLElement {
  connectedCallback() {
    store.addEventListener("change", () => this.#show());
    this.#show();
  }

  async #show() {
    const to = goOn(await keys().catch(() => new Map()));
    this.hidden = !to && !this.querySelector(".sf-button");
    if (to) {
      const link = this.querySelector("a") ?? this.appendChild(document.createElement("a"));
      const note = this.querySelector(".sf-note") ?? this.appendChild(Object.assign(document.createElement("span"), { className: "sf-note" }));
      link.href = to.href;
      (link.querySelector("span") ?? link).textContent = to.name;
      note.textContent = to.count;
    }
    this.dataset.told = "";
  }
}

customElements.define("course-continue", CourseContinue);
