// @ts-check
// @sheet css/quiz.css
// @late
// A question that can be answered. Everything it shows is in its markup, which is whole without this.
// kinds/ stands with its Python, in hooks/course/quiz/kinds.
import { grade, readKey } from "./kinds/answer-key.js";
import { record } from "../store/answers.js";
import { Control as Choice } from "./kinds/choice.js";
import { Control as NumberEntry } from "./kinds/number.js";
import { given } from "./schedule.js";
import "../store/storage-notice.js";
import { store } from "../store/store.js";

/** @import { Control, Kind, Reason } from "./kinds/types" */
/** @import { Saved } from "../store/types" */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Partial<HTMLElementTagNameMap[Tag]>} properties @param {(Node | string)[]} children
 */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Others are fetched where a page has one. @type {Partial<Record<Kind, any>>} */
const KINDS = { one: Choice, several: Choice, number: NumberEntry };

/** @param {Saved["value"]} attempt @param {boolean} right */
function unsure({ sure, hint }, right) {
  if (sure && !hint) return "";
  return `. Noted as ${sure ? "answered with the hint" : "a guess"}${right ? ": the wait until it comes back does not grow" : ""}`;
}

export class QuizQuestion extends HTMLElement {
  #set = this.#part("[data-question]");
  #key = readKey(this.#set);
  /** Not there before its module is. @type {Control | undefined} */
  #control;
  /** What is to be done once it is. @type {(() => void)[]} */
  #waiting = [];
  /** Id of the attempt that is on show, or that was sent away by asking again. */
  #known = "";
  /** The answer was on show here: what follows is a retry. */
  #seen = false;
  #status = this.#part(".verdict");
  #answer = /** @type {HTMLDetailsElement} */ (this.#part(".answer"));
  #actions = this.#part(".actions");
  #again = this.#part(".again");
  #hint = /** @type {HTMLDetailsElement | null} */ (this.querySelector(".hint"));
  /** The hint was read since the question was asked. */
  #hinted = false;
  /** By option, with the words in it that tell the choice: a browser that translates moves what stands in a text.
   * @type {Map<string, Reason>} */
  #reasons = new Map();

  connectedCallback() {
    const { kind } = this.#key;
    if (KINDS[kind]) return this.#start();
    import(`./kinds/${kind}.js`).then(({ Control }) => {
      KINDS[kind] = Control;
      this.#start();
    }, console.warn);
  }

  #start() {
    if (this.#control) return;
    this.#control = new KINDS[this.#key.kind](this.#set, this.#key, (/** @type {string} */ text) => (this.#status.textContent = text));
    const form = /** @type {HTMLFormElement} */ (this.#part("form"));
    form.onsubmit = (event) => {
      event.preventDefault();
      if (this.#open) this.#submit(!event.submitter?.matches(".guess"));
    };
    form.oninput = () => this.#status.querySelector("button") && this.#status.replaceChildren(); // it asks of an older entry
    form.onclick = (event) => {
      // an answer stands until it is tried again; arrow keys click, too
      if (!this.#open && event.target instanceof HTMLInputElement) event.preventDefault();
    };
    this.#again.onclick = () => {
      this.#clear();
      this.#control?.first.focus();
    };
    if (this.#hint) this.#hint.ontoggle = () => (this.#hinted ||= this.#open && !!this.#hint?.open);
    this.#actions.hidden = false;
    store.addEventListener("change", () => this.#follow());
    this.#follow();
    for (const act of this.#waiting) act();
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** Asks anew, without what was answered before. @param {boolean} [shuffled] */
  ask(shuffled) {
    if (!this.#control) return void this.#waiting.push(() => this.ask(shuffled));
    this.#known = store.attempts(this.#key.id).at(-1)?.id ?? "";
    this.#seen = this.#hinted = false;
    if (this.#hint) this.#hint.open = false;
    this.#clear();
    if (shuffled) this.#control.shuffle();
  }

  /** At the first verdict: until then whoever reads the answer keeps it. Each reason goes to its option. */
  #unfold() {
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (this.#answer.querySelectorAll(".reasons > li"))) {
      const { option = "", correct, place } = item.dataset;
      const row = this.#part(`.option-row[data-option="${option}"]`);
      const reason = /** @type {HTMLElement} */ (item.querySelector(".reason"));
      const [head, chosen] = [make("strong", {}, correct === "true" ? "Right" : "Wrong"), make("span", {})];
      (reason.querySelector(":scope > p:first-child") ?? reason).prepend(head, chosen, ". ");
      reason.id = `${this.#set.id}-${option}-reason`;
      Object.assign(row.dataset, place ? { place } : { correct });
      row.append(reason);
      this.#reasons.set(option, { reason, head, chosen });
    }
    this.#answer.querySelector(".reasons")?.remove();
  }

  get #open() {
    return this.#again.hidden;
  }

  /** Shows what is saved, and what another tab, a reset or an import changed, but takes no choice away that is being made. */
  #follow() {
    const last = store.attempts(this.#key.id).at(-1);
    if ((last?.id ?? "") === this.#known || (this.#open && this.#control?.choice.length)) return;
    if (last) return this.show(last);
    this.#known = "";
    this.#seen = false;
    this.#hold(() => this.#clear(), /** @type {Control} */ (this.#control).first);
  }

  /** Focus on what goes by the change is handed on. @param {() => void} change @param {HTMLElement} to */
  #hold(change, to) {
    const focused = this.contains(document.activeElement);
    change();
    const { activeElement } = document;
    if (focused && !(this.contains(activeElement) && activeElement?.checkVisibility())) to.focus();
  }

  /** @param {boolean} sure */
  #submit(sure) {
    const { id, kind, fingerprint, unit } = this.#key;
    const control = /** @type {Control} */ (this.#control);
    const { problem, choices, at = control.first } = control.lack();
    if (choices) return this.#askWhich(problem, choices, sure);
    if (problem) {
      this.#status.textContent = problem;
      return at.focus();
    }
    const [retry, hint] = [this.#seen || undefined, this.#hinted || undefined];
    record(id, { kind, choice: control.choice, unit: kind === "number" ? unit : undefined, sure, hint, fingerprint, retry });
    this.show(/** @type {Saved} */ (store.attempts(id).at(-1)));
    if (!this.#set.contains(document.activeElement)) this.#status.focus();
  }

  /** Before a number that can be read in two ways is judged. @param {string} question @param {string[]} choices @param {boolean} sure */
  #askWhich(question, choices, sure) {
    const buttons = choices.map((text) => make("button", { type: "button", onclick: () => {
      /** @type {Control} */ (this.#control).choice = text;
      this.#submit(sure);
    } }, text));
    this.#status.replaceChildren(question, make("div", { className: "actions", role: "group", ariaLabel: question }, ...buttons));
    buttons[0].focus();
  }

  /** Shows the question as answered. @param {Saved} attempt */
  show(attempt) {
    if (!this.#control) return void this.#waiting.push(() => this.show(attempt));
    this.#hold(() => this.#judge(attempt), this.#status);
  }

  /** @param {Saved} attempt */
  #judge(attempt) {
    const { id, value } = attempt;
    const result = grade(this.#key, value);
    this.#clear();
    this.#known = id;
    if (!result.graded) {
      const day = new Date(given(attempt)).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
      this.#status.textContent = `This question has changed since you answered it on ${day}. ` +
        "That answer is kept, but no longer fits and is not judged. Please answer again.";
      return;
    }
    this.#seen = true;
    this.#unfold();
    this.dataset.verdict = result.right ? "right" : "wrong";
    this.#turn(true);
    const control = /** @type {Control} */ (this.#control);
    const changed = result.changed ? ". The question has changed since you answered: this is judged by what it asks now" : "";
    this.#status.replaceChildren(make("strong", {}, result.right ? "Correct" : "Not quite"), control.words(result), changed, unsure(value, result.right));
    control.show(value, this.#reasons);
  }

  /** To before or after an answer. @param {boolean} answered */
  #turn(answered) {
    for (const button of /** @type {HTMLCollectionOf<HTMLElement>} */ (this.#actions.children)) button.hidden = answered !== (button === this.#again);
    this.#answer.open = answered;
    for (const { reason } of this.#reasons.values()) reason.hidden = !answered;
    this.#control?.turn(answered);
  }

  #clear() {
    delete this.dataset.verdict;
    this.#status.replaceChildren();
    this.#turn(false);
    this.#control?.clear();
  }
}

customElements.define("quiz-question", QuizQuestion);
