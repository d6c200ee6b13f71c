// @ts-check
// For who has answered before: which lessons are done and how far, what this one has come to, where to go on and what is due.
// Its places are kept, and nothing moves when it comes.
import { count } from "../lib/dates.js";
import { site } from "../lib/site.js";
import { keys } from "../quiz/keys.js";
import { localDay } from "../quiz/schedule.js";
import { answered, inWords, show, stateOf } from "../quiz/tally.js";
import { DAILY, plan } from "../review/plan.js";
import { lessons, setting } from "../store/answers.js";
import { base, store } from "../store/store.js";
import { goOn } from "./course-continue.js";

/** @import { Key } from "../quiz/kinds/types" */
/** @import { State } from "../quiz/tally" */

/** @param {string} selector @returns {Iterable<HTMLElement>} */
const all = (selector) => document.querySelectorAll(selector);

/** @param {string} className @param {string} [textContent] */
const span = (className, textContent = "") => Object.assign(document.createElement("span"), { className, textContent });

/** Beside what stands in a part already. @param {Element} part @param {string} name  of the class @param {string} seen @param {string} [heard]  instead of what is seen */
function note(part, name, seen, heard = seen) {
  const made = /** @type {HTMLElement} */ (part.querySelector(`:scope > .${name}`) ?? part.appendChild(span(name)));
  if (made.dataset.sign === seen && made.lastChild?.textContent === heard) return;
  made.dataset.sign = seen;
  made.replaceChildren(...(seen ? [span("sf-hidden", heard)] : []));
}

/** @param {Map<string, Key[]>} course */
function markLessons(course) {
  const done = [];
  for (const { slug, path } of lessons()) {
    const questions = course.get(slug) ?? [];
    const n = questions.filter(({ id }) => store.answered().has(id)).length;
    if (n && n === questions.length) done.push(base + path);
    for (const row of all(`[data-lesson="${slug}"] > .track-list__number`)) note(row, "sf-mark", n ? `${n}/${questions.length}` : "", ` ${n} of ${questions.length} answered`);
  }
  for (const link of /** @type {Iterable<HTMLAnchorElement>} */ (all(":is(nav, .track-list) a"))) {
    link.toggleAttribute("data-done", !link.hash && done.includes(link.pathname));
  }
}

/** What a section's questions have come to, as one sign: what is worst in them. @param {State[]} states */
function sign(states) {
  if (states.some((it) => it === "missed" || it === "changed")) return "✗";
  if (states.includes("guessed")) return "?";
  return states.every(Boolean) ? "✓" : answered(states) ? `${answered(states)}/${states.length}` : "";
}

/** The bar at the head of a lesson, and the marks in its contents. @param {Map<string, Key>} byId */
function markThisLesson(byId) {
  /** @type {Map<string, State[]>} */
  const sections = new Map();
  let section = "";
  for (const part of all("main :is(h2, fieldset[data-question])")) {
    const key = byId.get(part.dataset.question ?? "");
    if (!key) section = part.id;
    else sections.set(section, [...sections.get(section) ?? [], stateOf(key, store.attempts(key.id))]);
  }
  for (const [id, states] of sections) {
    for (const link of all(`:is(.sf-toc, .sf-contents) a[href="#${CSS.escape(id)}"]`)) {
      note(link, "sf-mark", sign(states), ` ${inWords(states)}`);
    }
  }
  const states = [...sections.values()].flat();
  for (const tally of all(".lesson-head > .tally")) show(tally, states, inWords(states));
}

/** @param {Key[]} questions @param {Map<string, Key[]>} course */
function markFrame(questions, course) {
  const daily = setting("daily")?.value.value ?? DAILY;
  const [due] = plan(questions.map((key) => ({ key, attempts: store.attempts(key.id) })), daily, localDay(Date.now())).days;
  for (const link of all("[data-due]")) note(link, "sf-due", due ? `${due} due today` : "", ` ${due} due today`);
  for (const home of all(".sf-hero course-continue")) {
    const link = home.querySelector("a:not(.sf-button)") ?? Object.assign(document.createElement("a"), { href: new URL("review/", site), className: "sf-note" });
    link.textContent = `${count(due, "question is", "questions are")} due today`;
    if (due) home.append(link);
    else link.remove();
  }
  for (const button of all("menu-button > button")) note(button, "sf-due", due ? `${due}` : "", ` ${due} due today`);
  const to = goOn(course);
  for (const list of all(".sf-nav > ul")) {
    const row = list.querySelector(".sf-nav__continue") ?? Object.assign(document.createElement("li"), { className: "sf-nav__continue" });
    const link = row.querySelector("a") ?? row.appendChild(document.createElement("a"));
    if (!to) return row.remove();
    link.href = to.href;
    link.textContent = `${to.name}: ${to.count}`;
    if (!row.isConnected) list.prepend(row);
  }
}

/** @type {readonly unknown[]} */
let seen = [];

async function follow() {
  const now = [store.attempts(), setting("daily")];
  if (now.every((it, i) => it === seen[i])) return; // a lesson was read on, no more
  seen = now;
  const course = await keys();
  const questions = [...course.values()].flat();
  markLessons(course);
  markThisLesson(new Map(questions.map((key) => [key.id, key])));
  markFrame(questions, course);
}

const start = () => follow().catch((error) => {
  seen = []; // it is tried again with the next answer
  for (const part of all(".awaits")) part.dataset.told = "";
  console.warn(error);
});
store.addEventListener("change", start);
start();
