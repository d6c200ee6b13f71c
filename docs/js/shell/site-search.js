// @ts-check
// <site-search>: the box in the header, which opens and closes. What answers is fetched at the first use (search-answers.js),
// so a reader who does not search does not pay for it.
import { site } from "../lib/site.js";
/** @typedef {import("./search-answers.js").SearchAnswers} SearchAnswers */

class SiteSearch extends HTMLElement {
  #toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  #input = /** @type {HTMLInputElement} */ (this.querySelector("input"));
  #status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
  #list = /** @type {HTMLElement} */ (this.querySelector("ol"));
  /** Settles always: on nothing where a part could not be fetched. @type {Promise<SearchAnswers | void> | undefined} */ #answers;

  /** What had the focus when a key or a button opened it. @type {HTMLElement | null} */ #from = null;

  connectedCallback() {
    this.#list.hidden = true;
    this.addEventListener("pointerdown", () => this.#prepare());
    this.#input.addEventListener("focus", () => this.#open(true));
    this.#input.addEventListener("input", () => this.#prepare());
    this.querySelector("form")?.addEventListener("reset", () => setTimeout(() => this.#prepare()));
    this.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    document.querySelector(".sf-find")?.addEventListener("click", () => this.#open(true));
    for (const part of this.querySelectorAll(".md-search__overlay, .sf-search__close")) {
      part.addEventListener("click", () => this.#open(false));
    }
    this.#toggle.addEventListener("change", () => this.#tell());
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.#open(false);
    });
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.contains(/** @type {Node} */ (relatedTarget))) this.#open(false);
    });
    this.#list.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a")) this.#open(false);
    });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "k") {
        event.preventDefault();
        this.#open(true);
      }
    });
    if (document.activeElement === this.#input) this.#open(true);
  }

  /** @param {boolean} open */
  #open(open) {
    if (open && !this.contains(document.activeElement)) this.#from = /** @type {HTMLElement} */ (document.activeElement);
    if (this.#toggle.checked !== open) this.#toggle.click();
    else this.#tell();
  }

  /** The toggle is what the style sheet looks at. */
  #tell() {
    const open = this.#toggle.checked;
    this.#list.hidden = !open;
    if (!open) return this.#close();
    this.#prepare();
    if (!this.contains(document.activeElement)) this.#input.focus();
  }

  /** Focus goes back to where it came from, if it is still in here. */
  #close() {
    const from = this.contains(document.activeElement) ? this.#from : null;
    this.#from = null;
    this.#input.blur();
    from?.focus();
  }

  async #prepare() {
    this.#answers ??= this.#fetch().catch(() => {
      this.#answers = undefined; // tried again at the next use
      this.#status.textContent = "The search could not be fetched. Is there a network?";
    });
    (await this.#answers)?.ask();
  }

  /** All parts at once, also search-words.js, which search-answers.js needs. @returns {Promise<SearchAnswers>} */
  async #fetch() {
    const worker = new Worker(this.dataset.worker ?? "");
    const titles = fetch(new URL("search/titles.json", site));
    const parts = Promise.all([import("./search-answers.js"), titles, import("./search-words.js")]);
    return new Promise((resolve, reject) => {
      worker.addEventListener("error", reject);
      parts.then(([it, titles]) => it.answers(worker, titles, this.#input, this.#status, this.#list)).then(resolve, reject);
    });
  }
}

customElements.define("site-search", SiteSearch);
