// @ts-check
// <colour-choice>: light, dark or as the device has it. What was chosen is applied by the script in
// overrides/partials/before-paint.html before the page is drawn; here it changes.
import { site } from "../lib/site.js";

const key = `${site.pathname}.__palette`;

class ColourChoice extends HTMLElement {
  #options = [...this.querySelectorAll("input")];

  connectedCallback() {
    const chosen = () => this.#options.findIndex((option) => option.checked);
    this.addEventListener("change", () => this.#choose(chosen()));
    if (document.body.dataset.mdColorScheme !== this.#options[chosen()]?.dataset.mdColorScheme) this.#choose(chosen()); // before we came
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const next = (chosen() + 1) % this.#options.length;
      this.#options[next]?.focus();
      this.#options[next]?.click();
    });
    addEventListener("storage", (event) => {
      const told = event.key === key && /^{"index":(\d+)}$/.exec(event.newValue ?? "");
      if (told && this.#options[+told[1]]) this.#show(+told[1]);
    });
  }

  /** @param {number} index */
  #choose(index) {
    this.#show(index);
    try {
      localStorage.setItem(key, JSON.stringify({ index }));
    } catch {
      // Without storage the choice lasts as long as the page
    }
  }

  /** The label beside the chosen option is the one to press for the next. @param {number} index */
  #show(index) {
    for (const [at, option] of this.#options.entries()) {
      option.checked = at === index;
      /** @type {HTMLElement} */ (option.nextElementSibling).hidden = at !== index;
    }
    document.body.dataset.mdColorScheme = this.#options[index]?.dataset.mdColorScheme;
  }
}

customElements.define("colour-choice", ColourChoice);
