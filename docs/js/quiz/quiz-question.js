// @ts-check
// @sheet css/quiz.css
// @late
// A question that can be answered. Everything it shows is in its markup, which is whole without this.
import { grade, isRight, readKey } from "./answer-key.js";
import { record } from "../store/answers.js";
import { readNumber } from "../lib/number-entry.js";
import { given } from "./schedule.js";
import "../store/storage-notice.js";
import { store } from "../store/store.js";

/** @import { Grade, Saved, Typed } from "../store/types" */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Partial<HTMLElementTagNameMap[Tag]>} properties @param {(Node | string)[]} children
 */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** @param {Grade} result */
function found({ found, of, taken }) {
  const wrong = taken ? ` and took ${taken} wrong one${taken > 1 ? "s" : ""}` : "";
  return `. You found ${found} of the ${of} right one${of > 1 ? "s" : ""}${wrong}`;
}

/** @param {boolean} right */
const guessed = (right) => `. Noted as a guess${right ? ": the wait until it comes back does not grow" : ""}`;

export class QuizQuestion extends HTMLElement {
  #set = this.#part("[data-question]");
  #key = readKey(this.#set);
  #inputs = [...this.#set.querySelectorAll("input")];
  /** Id of the attempt that is on show, or that was sent away by asking again. */
  #known = "";
  /** The answer was on show here: what follows is a retry. */
  #seen = false;
  #status = this.#part(".verdict");
  #answer = /** @type {HTMLDetailsElement} */ (this.#part(".answer"));
  #actions = this.#part(".actions");
  #again = this.#part(".again");
  /** By option, with the words in it that tell the choice: a browser that translates moves what stands in a text.
   * @type {Map<string, { reason: HTMLElement, chosen: HTMLElement }>} */
  #reasons = new Map();

  connectedCallback() {
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
      this.#inputs[0].focus();
    };
    this.#actions.hidden = false;
    store.addEventListener("change", () => this.#follow());
    this.#follow();
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** Asks anew, without what was answered before. @param {boolean} [shuffled] */
  ask(shuffled) {
    this.#known = store.attempts(this.#key.id).at(-1)?.id ?? "";
    this.#seen = false;
    this.#clear();
    const rows = [...this.#set.querySelectorAll(".option-row")];
    const shuffle = rows.map((row) => ({ row, place: Math.random() })).sort((a, b) => a.place - b.place);
    if (shuffled) for (const { row } of shuffle) row.parentNode?.append(row);
  }

  /** At the first verdict: until then whoever reads the answer keeps it. Each reason goes to its option. */
  #unfold() {
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (this.#answer.querySelectorAll(".reasons > li"))) {
      const { option = "", correct } = item.dataset;
      const row = this.#part(`.option-row[data-option="${option}"]`);
      const reason = /** @type {HTMLElement} */ (item.querySelector(".reason"));
      const chosen = make("span", {});
      (reason.querySelector(":scope > p:first-child") ?? reason).prepend(make("strong", {}, correct === "true" ? "Right" : "Wrong"), chosen, ". ");
      reason.id = `${this.#set.id}-${option}-reason`;
      row.dataset.correct = correct;
      row.append(reason);
      this.#reasons.set(option, { reason, chosen });
    }
    this.#answer.querySelector(".reasons")?.remove();
  }

  get #open() {
    return this.#again.hidden;
  }

  get #choice() {
    if (this.#key.kind === "number") return this.#inputs[0].value.trim();
    return this.#inputs.filter((input) => input.checked).map((input) => input.value);
  }

  /** Shows what is saved, and what another tab, a reset or an import changed, but takes no choice away that is being made. */
  #follow() {
    const last = store.attempts(this.#key.id).at(-1);
    if ((last?.id ?? "") === this.#known || (this.#open && this.#choice.length)) return;
    if (last) return this.show(last);
    this.#known = "";
    this.#seen = false;
    this.#hold(() => this.#clear(), this.#inputs[0]);
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
    const choice = this.#choice;
    const { problem: entry, ...typed } = kind === "number" ? readNumber(String(choice), unit) : {};
    if (typed.choices && (typed.open || isRight(this.#key, typed.choices[1].value))) return this.#askWhich(typed, sure);
    const problem = entry || (choice.length ? "" : kind === "one" ? "Choose an option first." : "Choose at least one option first.");
    if (problem) {
      this.#status.textContent = problem;
      if (entry) this.#mark("aria-invalid", true);
      return this.#inputs[0].focus();
    }
    const retry = this.#seen || undefined;
    record(id, { kind, choice, unit: kind === "number" ? unit : undefined, sure, fingerprint, retry });
    this.show(/** @type {Saved} */ (store.attempts(id).at(-1)));
    if (!this.#set.contains(document.activeElement)) this.#status.focus();
  }

  /** Before a number that can be read in two ways is judged. @param {Typed} typed @param {boolean} sure */
  #askWhich({ question = "", choices = [] }, sure) {
    const buttons = choices.map(({ text }) => make("button", { type: "button", onclick: () => {
      this.#inputs[0].value = text;
      this.#submit(sure);
    } }, text));
    this.#status.replaceChildren(question, make("div", { className: "actions", role: "group", ariaLabel: question }, ...buttons));
    buttons[0].focus();
  }

  /** Shows the question as answered. @param {Saved} attempt */
  show(attempt) {
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
    const several = this.#key.kind === "several" ? found(result) : "";
    const changed = result.changed ? ". The question has changed since you answered: this is judged by what it asks now" : "";
    this.#status.replaceChildren(make("strong", {}, result.right ? "Correct" : "Not quite"), several, changed, value.sure ? "" : guessed(result.right));
    for (const input of this.#inputs) {
      if (this.#key.kind === "number") {
        input.value = String(value.choice);
        input.readOnly = true;
        continue;
      }
      input.checked = value.choice.includes(input.value);
      const { reason, chosen } = /** @type {{ reason: HTMLElement, chosen: HTMLElement }} */ (this.#reasons.get(input.value));
      chosen.textContent = input.checked ? ", your choice" : "";
      input.setAttribute("aria-describedby", reason.id);
    }
  }

  /** To before or after an answer. @param {boolean} answered */
  #turn(answered) {
    for (const button of /** @type {HTMLCollectionOf<HTMLElement>} */ (this.#actions.children)) button.hidden = answered !== (button === this.#again);
    this.#answer.open = answered;
    for (const { reason } of this.#reasons.values()) reason.hidden = !answered;
    this.#mark("aria-disabled", answered);
  }

  #clear() {
    delete this.dataset.verdict;
    this.#status.replaceChildren();
    this.#turn(false);
    this.#mark("aria-invalid", false);
    for (const input of this.#inputs) {
      input.checked = input.readOnly = false;
      if (this.#key.kind === "number") input.value = "";
      else input.removeAttribute("aria-describedby");
    }
  }

  /** @param {string} name @param {boolean} on */
  #mark(name, on) {
    for (const input of this.#inputs) on ? input.setAttribute(name, "true") : input.removeAttribute(name);
  }
}

customElements.define("quiz-question", QuizQuestion);
