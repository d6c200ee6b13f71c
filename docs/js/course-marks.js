// @ts-check
// On every page: ticks finished lessons, marks and remembers where the reader is.
import { visit } from "./answers.js";
import { base, store } from "./store.js";

/** @type {import("./types").Lesson[]} */
const lessons = JSON.parse(document.querySelector("[data-lessons]")?.getAttribute("data-lessons") ?? "[]");
const here = lessons.find(({ path }) => base + path === location.pathname)?.slug ?? "";
const headings = [...document.querySelectorAll("h2")];
let place = "";

const mark = () => {
  const answered = new Set(store.attempts().map((attempt) => attempt.subject));
  const done = lessons.filter(({ questions }) => questions[0] && questions.every((id) => answered.has(id)))
    .map(({ path }) => base + path);
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(":is(nav, .track-list) a"))) {
    link.toggleAttribute("data-here", link.hash === `#${place}` && link.matches(".sf-toc a"));
    link.toggleAttribute("data-done", !link.hash && done.includes(link.pathname));
  }
};

const passed = new IntersectionObserver(() => {
  place = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 2)?.id ?? "";
  if (here) visit(here, { place });
  else mark();
}, { rootMargin: "0% 0% -50%" });

headings.forEach((heading) => passed.observe(heading));
store.addEventListener("change", mark);
mark();
