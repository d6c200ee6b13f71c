// @ts-check
// The picker: what its form holds goes into the address and to the rules, and their answer into the page.
import { answers, show } from "./pick-answer.js";
import { read, write } from "./pick-link.js";
import { constraints } from "./pick-state.js";
import { languages } from "./pick-words.js";
import { decide } from "./pick.js";

/** @import { FieldsOf, LinkState, Picker } from "./picker-types" */

/** @type {FieldsOf} */
const fieldsOf = (controls) => Object.fromEntries(controls.map(({ name }) => [name, (value) => controls.some((it) => it.name === name && (
  it.type === "number" ? +value >= 0 && +value < 1e12 : it.dataset.fits ? RegExp(`^${it.dataset.fits}$`).test(value)
    : [...(it.options ?? [it])].some((option) => option.value === value)))]));

/** For a page that the theme fetches anew when a link in it is followed. @type {{path: string, state: LinkState}} */
let kept = { path: "", state: {} };

/** @implements {Picker} */
class ModelPicker extends HTMLElement {
  #leave = new AbortController();
  /** @type {any} */ #form = this.querySelector("form");
  /** @type {any[]} */ #controls = [...this.#form].filter(({ name }) => name);
  #fields = fieldsOf(this.#controls);
  /** @type {any} */ data;
  /** @type {Picker["share"]} */ share;

  async connectedCallback() {
    const { signal } = (this.#leave = new AbortController());
    for (const it of this.querySelectorAll("[data-language]")) it.textContent = languages([it.textContent ?? ""]);
    try {
      this.data ??= await (await fetch(new URL("../models.json", import.meta.url), { signal })).json();
    } catch {
      this.get("verdict").textContent = "The models could not be fetched. Their facts are on the models page.";
      return;
    }
    this.addEventListener("input", ({ target }) => this.#input(target), { signal });
    this.addEventListener("change", () => this.save(), { signal });
    this.addEventListener("click", ({ target }) => this.#click(target), { signal });
    this.addEventListener("submit", (event) => event.preventDefault(), { signal });
    addEventListener("popstate", () => this.#follow(), { signal });
    this.#follow();
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#leave.abort();
  }

  /** @param {string} name @returns {any} */
  get(name) {
    return this.querySelector(`.pick-${name}`);
  }

  get state() {
    /** @type {LinkState} */ const state = {};
    for (const [name, value] of new FormData(this.#form)) if (value) state[name] = (state[name] ? `${state[name]},` : "") + value;
    return state;
  }

  set state(state) {
    for (const it of this.#controls) {
      const value = state[it.name] ?? "";
      if (/radio|checkbox/.test(it.type)) it.checked = value.split(",").includes(it.value);
      else it.value = value;
    }
    this.show();
  }

  /** The state in the address. That of a heading is none, and changes none. */
  #follow() {
    const { state, ignored, newer } = read(location.hash, this.#fields) ??
      { state: location.hash && kept.path === location.pathname ? kept.state : {}, ignored: [], newer: false };
    this.get("link").textContent = (newer ? "A later version of this page wrote the link. " : "") + (ignored.length ? `Ignored in the link: ${ignored.join(", ")}.` : "");
    if (state.p95 !== this.state.p95) this.share = undefined;
    this.state = state;
  }

  save() {
    const link = write(this.state);
    if (link !== location.hash.slice(1)) history.pushState(null, "", link ? `#${link}` : location.pathname + location.search);
    this.get("said").textContent = this.get("verdict").textContent;
  }

  /** @param {any} target */
  #input({ id, name, value, selectedOptions }) {
    const { on, chosen, bytes, bw } = this.#form;
    if (!/^(bar|up)$/.test(name)) on.value = "";
    if (id === "pick-choice") chosen.value = value;
    if (/^(p50|p95|max|unit)$/.test(name)) this.share = void (bytes.value = "");
    if (name === "device") bw.value = selectedOptions[0].dataset.bandwidth ?? "";
    if (/^pick-(text|files|whole)$/.test(id)) import("./pick-inputs.js").then(({ measure }) => measure(this, id));
    else this.show();
  }

  /** @param {any} target */
  async #click({ dataset: { link, keep } }) {
    if (link) {
      this.state = read(link, this.#fields)?.state ?? {};
      this.save();
    }
    if (keep) this.get("kept").textContent = await (await import("./pick-record.js")).keep(this, keep);
  }

  show() {
    const { state } = this;
    kept = { path: location.pathname, state };
    const asked = constraints(state, this.data.tokenizers);
    const decision = decide(this.data, asked, this.share);
    show(this, decision, asked);
    for (const it of this.querySelectorAll(".pick-length")) it.textContent = state.unit || "characters";
    for (const it of this.querySelectorAll(".pick-asked")) it.textContent = answers(it.closest("details")).join("; ") || "Nothing asked";
    if (asked.inputs || !this.get("tokens").hidden) import("./pick-inputs.js").then(({ tell }) => tell(this, asked));
    this.get("since").hidden = !state.on;
    if (state.on) import("./pick-record.js").then(({ since }) => since(this, decision));
  }
}

customElements.define("model-picker", ModelPicker);
