// @ts-check
// The one script on every page. The module of a custom element bears its name, and is fetched where a page has one.
import "./course-marks.js";
import { onPage } from "./page-turn.js";

/** @param {Element} element */
const fetchFor = ({ localName }) => import(`./${localName}.js`);

/** A picker is a tenth of its lesson's bytes and far down: it is fetched when it is one screen away, or when focus
 * goes about the page, which may reach it without scrolling. A link to it goes there at once.
 * @type {Set<Element>} */
const waiting = new Set();
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) fetchFor(target);
}, { rootMargin: "100% 0%" });
addEventListener("focusin", ({ target }) => {
  if (target instanceof Element && target.closest("main")) waiting.forEach(fetchFor);
});

onPage(() => {
  near.disconnect();
  waiting.clear();
  for (const element of document.querySelectorAll(":not(:defined)")) {
    if (element.localName === "model-picker" && !location.hash.startsWith("#v1")) {
      waiting.add(element);
      near.observe(element);
    } else fetchFor(element);
  }
  if (document.querySelector("pre > code")) import("./copy-code.js").then(({ addButtons }) => addButtons());
});

// What takes focus in a table that scrolls sideways may be half out of sight, and browsers leave it there
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element && target.closest(".table-wrap, .table-scroll") && target.matches(":focus-visible"))
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
});

// `make build` names a manifest, `make serve` does not: there is nothing to keep of a page that is being written.
if (document.querySelector("link[rel=manifest]")) import("./offline.js");
