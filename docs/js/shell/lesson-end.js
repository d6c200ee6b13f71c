// @ts-check
// @late
// At the end of a lesson: what was answered in it, what of that comes back and when, and what the track still has.
import { dayInWords, count } from "../lib/dates.js";
import { keys } from "../quiz/keys.js";
import { isDue, localDay, standing } from "../quiz/schedule.js";
import { answered, inWords, show, stateOf } from "../quiz/tally.js";
import { lessons } from "../store/answers.js";
import { store } from "../store/store.js";

/** @import { Key } from "../quiz/kinds/types" */

/** "2 today, 3 tomorrow". @param {Key[]} questions */
function comingBack(questions) {
  const today = localDay(Date.now());
  /** @type {Map<number, number>} */
  const days = new Map();
  for (const key of questions) {
    const due = standing(key, store.attempts(key.id));
    if (due.due === null) continue;
    const day = isDue(due, today) ? today : due.due;
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days].sort(([a], [b]) => a - b).map(([day, n]) => `${n} ${dayInWords(day, today)}`);
}

class LessonEnd extends HTMLElement {
  connectedCallback() {
    store.addEventListener("change", () => this.#show().catch(console.warn));
    this.#show().catch(console.warn);
  }

  async #show() {
    const course = await keys();
    const states = (/** @type {string} */ slug) => (course.get(slug) ?? []).map((key) => stateOf(key, store.attempts(key.id)));
    const { lesson = "" } = this.dataset;
    const here = states(lesson);
    const all = lessons();
    const track = all.find(({ slug }) => slug === lesson)?.track;
    const others = all.filter((it) => it.track === track && it.slug !== lesson)
      .map(({ slug }) => states(slug)).filter((them) => answered(them) < them.length);
    const left = others.reduce((sum, them) => sum + them.length - answered(them), 0);
    const back = comingBack(course.get(lesson) ?? []);
    show(this.querySelector(".tally"), here, here.length ? `${inWords(here)}.` : "");
    this.#write(".lesson-end__back", back.length ? `They come back in the review: ${back.join("; ")}.`
      : here.length ? "What you answer comes back in the review, first after a day." : "");
    this.#write(".lesson-end__left", left ? `The other lessons of this track have ${count(left, "question")} that you have not answered, in ${count(others.length, "lesson")}.`
      : "You have answered every question of the other lessons of this track.");
  }

  /** @param {string} selector @param {string} text */
  #write(selector, text) {
    const part = this.querySelector(selector);
    if (part && part.textContent !== text) part.textContent = text;
  }
}

customElements.define("lesson-end", LessonEnd);
