// @ts-check
// The one script on every page. The module of a custom element bears its name, and is fetched where a page has one.
import "./course-marks.js";

function load() {
  for (const { localName } of document.querySelectorAll(":not(:defined)")) import(`./${localName}.js`);
  // The theme's bar of buttons on a code block calls itself navigation, without a name.
  for (const bar of document.querySelectorAll(".md-code__nav")) bar.setAttribute("role", "none");
}

// the theme's observable of page loads
/** @type {any} */ (globalThis).document$?.subscribe(load) ?? load();
