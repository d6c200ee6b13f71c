// @ts-check
// The one script on every page. It imports the elements of the header, since every page has them (each import() keeps a
// slow phone busy for 7 ms); others are fetched where a page has one. The page lists their modules, and which of them may
// come late: hooks/course/site/elements.py reads that from the head of each module.
import "./shell/colour-choice.js";
import "./shell/course-marks.js";
import "./shell/menu-button.js";
import "./shell/shortcuts.js";
import "./shell/site-search.js";
import { store } from "./store/store.js";

/** @type {Record<string, {module: string, late: boolean}>} */
const ELEMENTS = JSON.parse(/** @type {any} */ (document.getElementById("elements")).textContent);

/** What does not come is missed by what it serves alone; it is asked for again when its element comes near again. @param {Element} element */
const fetchFor = (element) => void (element.localName === "code" ? import("./shell/copy-code.js") : import(`../${ELEMENTS[element.localName]?.module}`))
  .then(() => waiting.delete(element), console.warn);

/** Late elements, and code to copy, stand in the text, below where a reader begins. Their modules are fetched when they are one screen away,
 * or when focus goes about the text, which may reach them without scrolling. @type {Set<Element>} */
const waiting = new Set();
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) fetchFor(target);
}, { rootMargin: "100% 0%" });
addEventListener("focusin", ({ target }) => {
  if (target instanceof Element && target.closest("main")) waiting.forEach(fetchFor);
});

/** @param {Element} element */
const waitFor = (element) => void (waiting.add(element), near.observe(element));

const linked = /^#v\d/.test(location.hash); // a link to the picker, of whatever version, goes there at once
for (const element of document.querySelectorAll(":not(:defined, course-continue)")) {
  if (!ELEMENTS[element.localName]?.late || (linked && element.localName === "model-picker")) fetchFor(element);
  else waitFor(element);
}
document.querySelectorAll("main pre > code").forEach(waitFor);

/** Who has been nowhere has nowhere to continue, and who has answered nothing no marks: no more than is in the page is
 * fetched for them. What waits for that may be seen. */
const welcome = () => {
  const known = store.all("attempt").length > 0;
  if (store.all("visit").length) document.querySelectorAll("course-continue:not(:defined)").forEach(fetchFor);
  if (known) import("./shell/welcome-back.js").catch(console.warn);
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".awaits"))) {
    if (!(part.localName === "course-continue" ? store.all("visit").length : known)) part.dataset.told = "";
  }
};
store.addEventListener("change", welcome);
welcome();

// Drawer and search are closed on a page that comes back: Firefox keeps what was ticked over a reload, and a browser's
// memory keeps all
const close = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".md-toggle:checked")).forEach((box) => box.click());
const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
if (visit?.type !== "navigate") close();
addEventListener("pageshow", ({ persisted }) => persisted && close());

// What takes focus in a table that scrolls sideways may be half out of sight, and browsers leave it there
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element && target.closest(".table-wrap, .table-scroll") && target.matches(":focus-visible"))
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
