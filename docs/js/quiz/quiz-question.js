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
  #set = /** @type {HTMLFieldSetElement} */ (this.querySelector("[data-question]"));
  #key = readKey(this.#set);
  #inputs = [...this.#set.querySelectorAll("input")];
  /** Id of the attempt that is on show, or that was sent away by asking again. */
  #known = "";
  /** The answer was on show here: what follows is a retry. */
  #seen = false;
  #status = make("div", { className: "verdict", role: "status", tabIndex: -1 });
  #after = make("div", { className: "after", hidden: true });
  #check = make("button", { className: "check" }, "Check answer");
  #guess = make("button", {}, "I'm guessing");
  #again = make("button", { type: "button", hidden: true }, "Try again");

  connectedCallback() {
    this.#build();
    store.addEventListener("change", () => this.#follow());
    this.#follow(true);
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

  #build() {
    const form = make("form", { noValidate: true, autocomplete: "off" }); // a choice is not brought back by a reload
    form.setAttribute("role", "none"); // the group in it is what has a name
    const actions = make("div", { className: "actions" }, this.#check, this.#guess, this.#again);
    const details = /** @type {HTMLDetailsElement} */ (this.#set.querySelector("details"));
    this.#set.replaceWith(form);
    form.append(this.#set);
    for (const [option, right] of this.#key.options) {
      const row = /** @type {HTMLElement} */ (this.#set.querySelector(`.option-row[data-option="${option}"]`));
      const reason = /** @type {HTMLElement} */ (details.querySelector(`[data-option="${option}"] .reason`));
      const verdict = [make("strong", {}, right ? "Right" : "Wrong"), make("span", {}), ". "];
      (reason.querySelector(":scope > p:first-child") ?? reason).prepend(...verdict);
      reason.id = `${this.#set.id}-${option}-reason`;
      reason.hidden = true;
      row.dataset.correct = String(right);
      row.append(reason);
    }
    details.querySelector("summary")?.remove();
    details.querySelector(".reasons")?.remove();
    this.#after.append(...details.childNodes);
    details.replaceWith(this.#status, this.#after, actions);
    form.onsubmit = (event) => {
      event.preventDefault();
      if (this.#open) this.#submit(event.submitter !== this.#guess);
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
  }

  get #open() {
    return this.#again.hidden;
  }

  get #choice() {
    if (this.#key.kind === "number") return this.#inputs[0].value.trim();
    return this.#inputs.filter((input) => input.checked).map((input) => input.value);
  }

  /** Shows what another tab, a reset or an import changed, but takes no choice away that is being made. At first, where
   * there is an answer, a choice is one that Firefox brought back over a reload. @param {boolean} [first] */
  #follow(first) {
    const last = store.attempts(this.#key.id).at(-1);
    const answered = first && last && grade(this.#key, last.value).graded;
    if ((last?.id ?? "") === this.#known || (!answered && this.#open && this.#choice.length)) return;
    if (last) return this.show(last);
    this.#known = "";
    this.#seen = false;
    this.#clear();
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
    if (!this.#set.contains(document.activeElement) || document.activeElement?.closest("[hidden]")) this.#status.focus();
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
    this.dataset.verdict = result.right ? "right" : "wrong";
    this.#check.hidden = this.#guess.hidden = !(this.#again.hidden = this.#after.hidden = false);
    this.#mark("aria-disabled", true);
    const several = this.#key.kind === "several" ? found(result) : "";
    const changed = result.changed ? ". The question has changed since you answered: this is judged by what it asks now" : "";
    this.#status.replaceChildren(make("strong", {}, result.right ? "Correct" : "Not quite"), several, changed, value.sure ? "" : guessed(result.right));
    for (const input of this.#inputs) {
      if (this.#key.kind === "number") {
        input.value = String(value.choice);
        input.readOnly = true;
      } else {
        input.checked = value.choice.includes(input.value);
        this.#explain(input, true);
      }
    }
  }

  /** @param {HTMLInputElement} input @param {boolean} shown */
  #explain(input, shown) {
    const reason = /** @type {HTMLElement} */ (input.closest(".option-row")?.lastElementChild);
    reason.hidden = !shown;
    /** @type {HTMLElement} */ (reason.querySelector("strong + span")).textContent = input.checked ? ", your choice" : "";
    if (shown) input.setAttribute("aria-describedby", reason.id);
    else input.removeAttribute("aria-describedby");
  }

  #clear() {
    delete this.dataset.verdict;
    this.#check.hidden = this.#guess.hidden = !(this.#again.hidden = this.#after.hidden = true);
    this.#status.replaceChildren();
    this.#mark("aria-invalid", false);
    this.#mark("aria-disabled", false);
    for (const input of this.#inputs) {
      input.checked = input.readOnly = false;
      if (this.#key.kind === "number") input.value = "";
      else this.#explain(input, false);
    }
  }

  /** @param {string} name @param {boolean} on */
  #mark(name, on) {
    for (const input of this.#inputs) on ? input.setAttribute(name, "true") : input.removeAttribute(name);
  }
}

customElements.define("quiz-question", QuizQuestion);
