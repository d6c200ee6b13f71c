// @ts-check
// @late
// <model-sheets> around folded sheets: an address or a link that names a model opens its sheet. What is looked for in the
// page, browsers open themselves.

class ModelSheets extends HTMLElement {
  connectedCallback() {
    addEventListener("hashchange", this.#open);
    document.addEventListener("click", this.#follow);
    this.#open();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.#open);
    document.removeEventListener("click", this.#follow);
  }

  #open = () => this.#unfold(location.hash);

  /** The address stays the same when a link is followed again. @param {MouseEvent} event */
  #follow = ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link && link.hash === location.hash) this.#unfold(link.hash);
  };

  /** @param {string} hash */
  #unfold(hash) {
    const named = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const sheet = named?.closest("details");
    if (sheet && this.contains(sheet)) sheet.open = true;
  }
}

customElements.define("model-sheets", ModelSheets);
