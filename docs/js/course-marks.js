// @ts-check
// On every page: ticks the lessons whose questions are all answered, and remembers where the reader is.
import { base, store } from "./store.js";

/** @type {import("./types").Lesson[]} */
let lessons;
let here = "";
let place = "";

const mark = () => {
  const answered = new Set(store.attempts().map((attempt) => attempt.subject));
  const done = lessons.filter(({ questions }) => questions[0] && questions.every((id) => answered.has(id)))
    .map(({ path }) => base + path);
  for (const link of document.links) {
    link.toggleAttribute("data-done", link.matches(":is(nav, .track-list) a") && !link.hash && done.includes(link.pathname));
  }
};

const passed = new IntersectionObserver((headings) => {
  place = headings.findLast((heading) => heading.isIntersecting)?.target.id ?? place;
  if (here) store.put(`visit:${here}:last`, { place });
});

const open = () => {
  lessons = JSON.parse(document.querySelector("[data-lessons]")?.getAttribute("data-lessons") ?? "[]");
  here = lessons.find(({ path }) => base + path === location.pathname)?.slug ?? "";
  place = "";
  passed.disconnect();
  for (const heading of document.querySelectorAll("article h2[id]")) passed.observe(heading);
  mark();
};

store.addEventListener("change", mark);
/** @type {any} */ (globalThis).document$?.subscribe(open) ?? open();
