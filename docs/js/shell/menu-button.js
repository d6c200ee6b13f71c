// @ts-check
// <menu-button> around the label that opens the drawer: makes it a button that says whether the drawer is open.
// The checkbox behind it stays what the style sheets look at.

class MenuButton extends HTMLElement {
  #button = document.createElement("button");
  #drawer = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));

  connectedCallback() {
    const label = this.querySelector("label");
    if (!label || !this.#drawer) return;
    this.#button.type = "button";
    this.#button.className = label.className;
    this.#button.setAttribute("aria-controls", "course-nav");
    this.#button.append(...label.childNodes);
    this.#button.addEventListener("click", () => this.#open(!this.#drawer?.checked));
    label.replaceWith(this.#button);
    this.#cover();
    this.#drawer.addEventListener("change", () => this.#tell());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#drawer?.checked) this.#open(false);
    });
    document.addEventListener("focusin", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (this.#drawer?.checked && !target.closest("#course-nav, menu-button")) this.#open(false, false);
    });
    this.#tell();
  }

  /** What lies over the page beside the drawer is the theme's label for its checkbox, which without a text is a nameless
   * thing to whoever looks for labels. Here it has a name, is not read out, and labels nothing. It stays the
   * element that it is: with another in its place the styles of the whole page would be worked out twice. */
  #cover() {
    const cover = document.querySelector("label.md-overlay");
    if (!cover) return;
    cover.removeAttribute("for");
    cover.ariaHidden = "true";
    cover.ariaLabel = "Close the menu";
    cover.addEventListener("click", () => this.#open(false));
  }

  /** @param {boolean} open @param {boolean} moveFocus into the drawer, or back to the button */
  #open(open, moveFocus = true) {
    if (this.#drawer?.checked !== open) this.#drawer?.click();
    if (!moveFocus) return;
    const first = /** @type {HTMLElement | null} */ (document.querySelector("#course-nav a"));
    (open ? first : this.#button)?.focus();
  }

  #tell() {
    this.#button.setAttribute("aria-expanded", String(this.#drawer?.checked ?? false));
  }
}

customElements.define("menu-button", MenuButton);
