// @ts-check
// Download of all answers, and their way back from a file that is picked or dropped.
import { download, merge, unpack } from "./answers-file.js";
import { count } from "../lib/dates.js";
import { setting } from "./answers.js";

/** @param {number} n @param {string} one @param {string} [many] */
const some = (n, one, many = one) => n ? [`${n} ${n === 1 ? one : many}`] : [];

const daily = () => setting("daily")?.value.value;

/** @param {string} name @param {ReturnType<typeof merge>} done @param {number | undefined} before  the daily number */
function taken(name, { added, restored, known }, before) {
  const parts = [
    ...some(added, "was new and has been added", "were new and have been added"),
    ...some(restored, "had been reset and is back", "had been reset and are back"),
    ...some(known, "was here already", "were here already"),
  ];
  const changed = added || restored || daily() !== before;
  const all = `${name} holds ${count(added + restored + known, "answer")}`;
  return all + (parts.length ? `: ${parts.join(", ")}.` : ".") + (changed ? "" : " Nothing has changed.") +
    (daily() === before ? "" : ` You are now asked at most ${count(daily(), "question")} a day.`);
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
    const { name, attempts, settings } = download();
    const questions = new Set(attempts.map(({ question }) => question)).size;
    this.#say(`${name} was given to your browser, which saves it where downloads go: ${count(attempts.length, "answer")} to ${count(questions, "question")}` +
      `${settings.some((it) => it.name === "daily") ? ", and how many you want in a day" : ""}. Nothing here has changed.`);
  }

  /** @param {FileList | null | undefined} files */
  async #take(files) {
    const file = files?.[0];
    if (!file) return;
    let text;
    try {
      const held = unpack(await file.text());
      const before = daily();
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
