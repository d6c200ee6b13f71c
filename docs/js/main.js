// @ts-check
// The one script on every page. The module of a custom element bears its name, and is fetched where a page has one.
import "./course-marks.js";

function load() {
  for (const { localName } of document.querySelectorAll(":not(:defined)")) import(`./${localName}.js`);
}

load();
// Material's observable of page loads, there with instant navigation
/** @type {{document$?: {subscribe(next: () => void): void}}} */ (globalThis).document$?.subscribe(load);
