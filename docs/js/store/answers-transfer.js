// @ts-check
// Download of all answers, and their way back from a file that is picked or dropped.
import { download, merge, unpack } from "./answers-file.js";
import { count } from "../lib/dates.js";

class AnswersTransfer extends HTMLElement {
  connectedCallback() {
    const picker = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    this.querySelector("button")?.addEventListener("click", download);
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

  /** @param {FileList | null | undefined} files */
  async #take(files) {
    const file = files?.[0];
    if (!file) return;
    let text;
    try {
      const { added, restored, known } = merge(unpack(await file.text()));
      text = `${file.name}: ${count(added, "answer")} added` + (restored ? `, ${restored} brought back` : "") +
        `, ${known} ${known === 1 ? "was" : "were"} here already.`;
    } catch (error) {
      text = `${file.name} was not taken, and nothing has changed. ${/** @type {Error} */ (error).message}`;
    }
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = text;
  }
}

customElements.define("answers-transfer", AnswersTransfer);
