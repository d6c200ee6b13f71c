// @ts-check
// Download of all answers, and their way back from a file that is picked or dropped.
import { download, merge, unpack } from "./answers-file.js";
import { count } from "../lib/dates.js";
import { KEYS_OFF, setting } from "./answers.js";

/** @param {number} n @param {string} one @param {string} [many] */
const some = (n, one, many = one) => n ? [`${n} ${n === 1 ? one : many}`] : [];

/** What can be set, and what is said where a file has set it. @type {Record<string, (value: number) => string>} */
const SETTINGS = {
  daily: (value) => ` You are now asked at most ${count(value, "question")} a day.`,
  shortcuts: (value) => ` Keys of one letter are now ${value === KEYS_OFF ? "off" : "on"}.`,
};

const settings = () => Object.keys(SETTINGS).map((name) => setting(name)?.value.value);

/** @param {string} name @param {ReturnType<typeof merge>} done @param {ReturnType<typeof settings>} before */
function taken(name, { added, restored, known }, before) {
  const parts = [
    ...some(added, "was new and has been added", "were new and have been added"),
    ...some(restored, "had been reset and is back", "had been reset and are back"),
    ...some(known, "was here already", "were here already"),
  ];
  const now = settings();
  const set = Object.values(SETTINGS).map((say, i) => now[i] === before[i] ? "" : say(now[i])).join("");
  const all = `${name} holds ${count(added + restored + known, "answer")}`;
  return all + (parts.length ? `: ${parts.join(", ")}.` : ".") + (added || restored || set ? "" : " Nothing has changed.") + set;
}

class AnswersTransfer extends HTMLElement {
  connectedCallback() {
    const picker = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    this.querySelector("button")?.addEventListener("click", () => this.#give());
    picker.addEventListener("change", async () => {
      await this.#take(picker.files);
      picker.value = ""; // the same file may be picked again
    });
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.dataset.over = "";
    });
    this.addEventListener("dragleave", () => delete this.dataset.over);
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      delete this.dataset.over;
      this.#take(event.dataTransfer?.files);
    });
  }

  #give() {
    const { name, attempts, settings: set } = download();
    const questions = new Set(attempts.map(({ question }) => question)).size;
    this.#say(`${name} was given to your browser, which saves it where downloads go: ${count(attempts.length, "answer")} to ${count(questions, "question")}` +
      `${set.length ? ", and what you have set" : ""}. Nothing here has changed.`);
  }

  /** @param {FileList | null | undefined} files */
  async #take(files) {
    const file = files?.[0];
    if (!file) return;
    let text;
    try {
      const held = unpack(await file.text());
      const before = settings();
      text = taken(file.name, merge(held), before);
    } catch (error) {
      text = `${file.name} was not taken, and nothing has changed. ${/** @type {Error} */ (error).message}`;
    }
    this.#say(text);
  }

  /** @param {string} text */
  #say(text) {
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = text;
  }
}

customElements.define("answers-transfer", AnswersTransfer);
