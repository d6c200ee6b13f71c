// @ts-check
// @sheet css/progress.css
// Asks what is due, from all lessons, one question at a time; then tells what the next days bring. The questions come when
// they are due, a lesson's at once; those that are not asked wait unseen, and on paper stand those that today has.
import { count, dayInWords, longDate, nextInWords, shortDate } from "../lib/dates.js";
import { keys } from "../quiz/keys.js";
import { isDue, localDay, outlook, standing } from "../quiz/schedule.js";
import { inWords, stateOf } from "../quiz/tally.js";
import { lessons, set, setting } from "../store/answers.js";
import "../store/storage-notice.js";
import { store } from "../store/store.js";
import { draw } from "./bars.js";
import { DAILY, dueInWords, plan } from "./plan.js";

/** @import { Key } from "../quiz/kinds/types" */
/** @import { Plan } from "./plan.js" */
/** @import { QuizQuestion } from "../quiz/quiz-question" */

const daily = () => setting("daily")?.value.value ?? DAILY;

class CourseReview extends HTMLElement {
  /** By question; empty for who has answered none. @type {Map<string, Key>} */
  #keys = new Map();
  /** The questions that are here. @type {Map<string, QuizQuestion>} */
  #questions = new Map();
  /** Ids of those that are still to be asked; of the one that is asked; and of those that were. @type {string[]} */
  #waiting = [];
  #now = "";
  /** The attempt that was the latest one when it was asked. */
  #before = "";
  /** @type {string[]} */
  #asked = [];
  /** The daily number by which those that wait were chosen. */
  #daily = 0;

  connectedCallback() {
    const focused = this.contains(document.activeElement);
    this.#part(".review-without-script").hidden = true;
    this.#part(".review-status").hidden = false;
    this.#part(".review-next").onclick = () => this.#next();
    this.#part(".review-later").onclick = () => this.#next(true);
    this.#part(".review-more").onclick = () => this.#try(async () => {
      await this.#bring(() => this.#due(true));
      if (!this.#now) this.#begin(this.#due(true));
      this.#tell();
      this.#land();
    });
    this.#part(".review-daily input").onchange = () => this.#setDaily();
    store.addEventListener("change", () => this.#try(() => this.#follow()));
    this.#try(() => this.#follow());
    if (focused) this.#part(".review-status").focus();
  }

  /** @param {() => Promise<void>} act  which may have to fetch */
  #try(act) {
    act().catch((error) => {
      console.warn(error);
      this.#write(".review-status", "The questions that are due could not be fetched. Your answers are safe. Please load this page again when you are online.");
    });
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  get #all() {
    return [...this.#keys.values()].map((key) => ({ key, attempts: store.attempts(key.id) }));
  }

  #plan() {
    return plan(this.#all, daily(), localDay(Date.now()));
  }

  /** Ids of what is due: of what today has of it, or of all. @param {boolean} [all] */
  #due(all) {
    const { due, days } = this.#plan();
    return due.slice(0, all ? due.length : days[0]).map(({ id }) => id);
  }

  #setDaily() {
    const box = /** @type {HTMLInputElement} */ (this.#part(".review-daily input"));
    const number = box.valueAsNumber;
    const good = Number.isSafeInteger(number) && number > 0;
    this.#part(".review-daily-status").textContent = good ? `Saved: at most ${count(number, "question")} a day.`
      : `Not changed: it takes a whole number from 1 on.`;
    if (good) set("daily", number);
    else box.value = String(daily());
  }

  async #learn() {
    for (const key of [...(await keys()).values()].flat()) this.#keys.set(key.id, key);
  }

  /** What was answered, here or in another tab, reset or set. Questions may have to be fetched for it: what changes
   * meanwhile comes here too, and whichever of them is on last chooses by how things stand then. */
  async #follow() {
    if (!this.#keys.size && store.answered().size) await this.#learn();
    this.#leave();
    if (this.#unchosen) {
      if (this.#now) this.#tell(); // the answer to it does not wait for others
      await this.#bring(() => this.#due());
    }
    if (this.#unchosen) this.#choose();
    this.#tell();
    if (this.contains(document.activeElement) && !document.activeElement?.checkVisibility()) this.#land();
  }

  /** What is not due any more, and what was reset. */
  #leave() {
    const due = this.#due(true);
    const kept = (/** @type {string} */ id) => store.answered().has(id);
    this.#waiting = this.#waiting.filter((id) => due.includes(id));
    this.#asked = this.#asked.filter(kept);
    if (this.#now && !kept(this.#now)) this.#show(this.#waiting.shift() ?? "");
  }

  get #unchosen() {
    return this.#daily !== daily() || (!this.#now && !this.#asked.length);
  }

  #choose() {
    const all = this.#due(true);
    const most = this.#due().length - Number(all.includes(this.#now));
    if (!this.#now) this.#begin(this.#due());
    else this.#waiting = all.filter((id) => id !== this.#now).slice(0, Math.max(most, 0));
    if (this.#daily !== daily()) /** @type {HTMLInputElement} */ (this.#part(".review-daily input")).value = String(daily());
    this.#daily = daily();
  }

  /** @param {string[]} ids  of questions that are here */
  #begin(ids) {
    this.#waiting = ids;
    this.#asked = [];
    this.#show(this.#waiting.shift() ?? "");
  }

  /** @param {boolean} [later]  the present one is put off */
  #next(later) {
    if (later) this.#waiting.push(this.#now);
    else this.#asked.push(this.#now);
    this.#show(this.#waiting.shift() ?? "");
    this.#tell();
    this.#land();
  }

  /** Where the focus goes when the question changes. */
  #land() {
    this.#part(this.#now ? ".review-count" : ".review-status").focus();
  }

  /** Fetches the lessons of these questions, where they are not here. @param {() => string[]} ids  as things stand when it is asked */
  async #bring(ids) {
    const missing = ids().filter((id) => !this.#questions.has(id));
    if (!missing.length) return;
    const slugs = [...new Set(missing.map((id) => this.#keys.get(id)?.lesson))];
    const sections = slugs.map((slug) => this.#part(`section[data-lesson="${slug}"]`));
    await Promise.all([import("../quiz/quiz-question.js"), ...sections.map(fill)]);
    for (const element of /** @type {NodeListOf<QuizQuestion>} */ (this.querySelectorAll("quiz-question"))) {
      this.#questions.set(element.querySelector("fieldset")?.dataset.question ?? "", element);
    }
    const lost = missing.find((id) => !this.#questions.has(id));
    if (lost) throw new Error(`${lost} is not in its lesson's questions: this page is of another build`);
    await this.#bring(ids);
  }

  /** @param {string} id */
  #show(id) {
    this.#now = id;
    this.#before = store.attempts(id).at(-1)?.id ?? "";
    for (const [name, element] of this.#questions) {
      const row = /** @type {HTMLElement} */ (element.parentElement);
      row.hidden = name !== id && !this.#waiting.includes(name);
      row.toggleAttribute("data-waiting", name !== id);
      if (name === id) element.ask(true);
    }
    for (const section of this.querySelectorAll("section.review-lesson")) {
      section.toggleAttribute("data-waiting", !section.querySelector("div:not([data-waiting]) > quiz-question"));
    }
  }

  get #answered() {
    return Boolean(this.#now) && (store.attempts(this.#now).at(-1)?.id ?? "") !== this.#before;
  }

  #tell() {
    const today = this.#plan();
    const { length } = this.#waiting;
    const place = this.#asked.length + 1;
    this.#part(".review-questions").hidden = this.#part(".review-calendar").hidden = false;
    this.#part(".review-now").hidden = !this.#now;
    this.#part(".review-turn").hidden = !this.#now;
    this.#part(".review-rest").hidden = Boolean(this.#now);
    this.#write(".review-count", `Question ${place} of ${place + length}`);
    this.#hold(".review-next", this.#answered, length ? "Next question" : "Finish");
    this.#hold(".review-later", !this.#answered && length > 0);
    this.#hold(".review-more", !this.#now && today.due.length > 0, `Go on with ${count(today.due.length, "more question")}`);
    const last = this.#answered && !length; // nothing is left to be asked, and its answer is still on show
    this.#write(".review-status", this.#now && !last ? dueInWords(today) : this.#rest(today, last ? [...this.#asked, this.#now] : this.#asked));
    this.#calendar(today);
  }

  /** @param {string} selector @param {boolean} shown @param {string} [text] */
  #hold(selector, shown, text) {
    this.#part(selector).hidden = !shown;
    if (text) this.#write(selector, text);
  }

  /** @param {Plan} today @param {string[]} asked */
  #rest({ due, done }, asked) {
    const today = localDay(Date.now());
    const standings = this.#all.map(({ key, attempts }) => standing(key, attempts));
    const answered = standings.filter((it) => it.due !== null).length;
    const next = nextInWords(outlook(standings, today), today);
    const waits = due.length ? ` ${count(due.length, "more question is", "more questions are")} due and can wait until tomorrow.` : next;
    const states = asked.map((id) => stateOf(/** @type {Key} */ (this.#keys.get(id)), store.attempts(id)));
    if (states.length) return `Done for today. ${inWords(states)}.${waits}`;
    if (done) return `Done for today.${waits}`;
    const total = count(lessons().reduce((sum, { questions }) => sum + questions, 0), "question");
    return answered ? `Nothing is due. You have answered ${answered} of ${total}.${next}`
      : `Nothing is due. Each of the ${total} comes here the day after you have answered it in its lesson.`;
  }

  /** @param {Plan} plan */
  #calendar({ days }) {
    const today = localDay(Date.now());
    const busy = days.map((n, i) => ({ n, day: today + i })).filter(({ n }) => n);
    const sum = busy.reduce((all, { n }) => all + n, 0);
    this.#write(".review-words", busy.length
      ? `${count(sum, "question")} on ${count(busy.length, "day")}, at most ${daily()} a day, as things stand now. A question that you miss comes sooner.`
      : "Nothing, as things stand now: what you answer in the lessons comes here from the next day on.");
    this.#part(".review-chart").hidden = this.#part(".review-days").hidden = !busy.length;
    draw(/** @type {any} */ (this.#part(".review-chart svg")), days.map((up) => ({ up })));
    const ends = this.#part(".review-chart").querySelectorAll("span");
    [today, today + 15, today + 30].forEach((day, i) => (ends[i].textContent = i ? shortDate(day) : "today"));
    const rows = busy.map(({ n, day }) => `${day > today + 1 ? longDate(day) : dayInWords(day, today)}: ${n}`);
    this.#part(".review-days ul").replaceChildren(...rows.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
  }

  /** @param {string} selector @param {string} text */
  #write(selector, text) {
    const part = this.#part(selector);
    if (part.textContent !== text) part.textContent = text;
  }
}

/** A lesson's section, with its questions: while the site is written they are there. @param {HTMLElement} section */
async function fill(section) {
  const { questions } = section.dataset;
  if (!questions) return;
  const answer = await fetch(questions);
  if (!answer.ok) throw new Error(`${questions}: ${answer.status}`);
  const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!section.dataset.questions) return; // it was asked for twice
  delete section.dataset.questions;
  section.append(...body.childNodes);
}

customElements.define("course-review", CourseReview);
