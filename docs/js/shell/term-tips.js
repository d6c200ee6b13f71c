// @ts-check
// A term's definition beside its mention: on focus, on hover, and at the first tap (the second follows the link).

const GAP = 6; // px between the mention and its definition
const LINGER = 250; // ms in which the pointer may travel from the mention to the definition

/** Holds the definitions that the page's mentions (`a.term`) are described by. The tip stands after it in the page: put in
 * here, it would have the styles of the whole text worked out twice. */
class TermTips extends HTMLElement {
  /** @type {HTMLAnchorElement | undefined} */ #mention;
  /** @type {HTMLAnchorElement | undefined} */ #firstTap;
  #tip = /** @type {HTMLElement} */ (this.nextElementSibling);
  #leaving = 0;

  connectedCallback() {
    const article = /** @type {HTMLElement} */ (this.parentElement);
    /** @param {PointerEvent} event */
    const mouse = (event) => event.pointerType === "mouse";
    article.addEventListener("focusin", (event) => this.#showFor(event.target));
    article.addEventListener("focusout", () => this.#hide());
    article.addEventListener("pointerover", (event) => mouse(event) && this.#enter(event));
    article.addEventListener("pointerout", (event) => mouse(event) && this.#leave());
    article.addEventListener("pointerdown", (event) => !mouse(event) && this.#press(event));
    article.addEventListener("click", (event) => this.#click(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#hide());
    document.addEventListener("pointerdown", (event) => this.#pressOutside(event));
    this.#showFor(document.activeElement); // focused before we came
  }

  /** @param {PointerEvent} event */
  #enter(event) {
    if (event.target === this.#tip || this.#tip.contains(/** @type {Node} */ (event.target))) clearTimeout(this.#leaving);
    else this.#showFor(event.target);
  }

  #leave() {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => this.#hide(), LINGER);
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const mention = mentionAt(event.target);
    this.#firstTap = mention && mention !== this.#mention ? mention : undefined;
    if (this.#firstTap) this.#showFor(this.#firstTap);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (!this.#firstTap || mentionAt(event.target) !== this.#firstTap) return;
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #pressOutside(event) {
    if (!mentionAt(event.target) && !this.#tip.contains(/** @type {Node} */ (event.target))) this.#hide();
  }

  /** @param {EventTarget | null} target */
  #showFor(target) {
    const mention = mentionAt(target);
    const definition = mention && document.getElementById(mention.getAttribute("aria-describedby") ?? "");
    if (!mention || !definition) return;
    clearTimeout(this.#leaving);
    this.#mention = mention;
    this.#tip.replaceChildren(...[...definition.childNodes].map((node) => node.cloneNode(true)));
    this.#tip.showPopover();
    this.#place(mention.getClientRects()[0]);
  }

  /** @param {DOMRect} at */
  #place(at) {
    const tip = this.#tip.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const below = at.bottom + GAP + tip.height <= innerHeight || at.top < tip.height + GAP;
    this.#tip.style.left = `${Math.max(GAP, Math.min(at.left, width - tip.width - GAP)) + scrollX}px`;
    this.#tip.style.top = `${(below ? at.bottom + GAP : at.top - GAP - tip.height) + scrollY}px`;
  }

  #hide() {
    clearTimeout(this.#leaving);
    this.#mention = undefined;
    if (this.#tip.matches(":popover-open")) this.#tip.hidePopover();
  }
}

/** @param {EventTarget | null} target */
function mentionAt(target) {
  const mention = target instanceof Element ? target.closest("a.term") : null;
  return /** @type {HTMLAnchorElement | undefined} */ (mention ?? undefined);
}

customElements.define("term-tips", TermTips);
