// @ts-check
// The one script on every page: an element's module is fetched where a page has that element.
import "./course-marks.js";

const ELEMENTS = ["quiz-question", "sort-table", "term-tips", "course-progress", "course-review", "course-continue"];

function load() {
  for (const name of ELEMENTS) {
    if (document.querySelector(name) && !customElements.get(name)) import(`./${name}.js`);
  }
}

load();
// Material's observable of page loads, there with instant navigation
/** @type {{document$?: {subscribe(next: () => void): void}}} */ (globalThis).document$?.subscribe(load);
