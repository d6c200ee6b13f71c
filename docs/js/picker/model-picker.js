// @ts-check
// @sheet css/picker.css
// @late
// The picker: what its form holds goes into the address and to the rules, and their answer into the page.
import { site } from "../lib/site.js";
import { answers, show } from "./pick-answer.js";
import { measure, tell } from "./pick-inputs.js";
import { read, write } from "./pick-link.js";
import { fetchPage } from "./pick-page.js";
import { keep, since } from "./pick-record.js";
import { constraints } from "./pick-state.js";
import { language } from "./pick-words.js";
import { decide } from "./pick.js";

/** @import { ModelsFile, PickData } from "./pick-types" */
/** @import { Fields, FieldsOf, LinkState, Picker } from "./picker-types" */

/** @type {FieldsOf} */
const fieldsOf = (controls) => Object.fromEntries(controls.map(({ name }) => [name, (value) => controls.some((it) => it.name === name && (
  it.type === "number" ? +value >= 0 && +value < 1e12 : it.dataset.fits ? RegExp(`^${it.dataset.fits}$`).test(value)
    : [...(it.options ?? [it])].some((option) => option.value === value)))]));

/** The form from the picker's own page, for a place below a heading. @param {string} page */
async function fetchForm(page) {
  const form = /** @type {HTMLFormElement} */ ((await fetchPage(page)).querySelector("model-picker form"));
  for (const heading of form.querySelectorAll("[role=heading]")) heading.ariaLevel = "3";
  return form;
}

/** Where they are seen: what names them costs a slow phone a tenth of a second. @param {any} part of the form */
function nameLanguages(part) {
  for (const it of part.querySelectorAll("[data-language]")) it.textContent = language(it.dataset.language);
}

/** The models, a row each. @param {ModelsFile} file @returns {PickData} */
const rows = ({ models, ...rest }) => ({
  ...rest,
  models: (models.id ?? []).map((_, i) => /** @type {any} */ (Object.fromEntries(Object.entries(models).map(([name, values]) => [name, values[i]])))),
});

/** What a link asks, in whatever order. @param {string} link */
const parts = (link) => decodeURIComponent(link).split(/[&,]/).sort().join("&");

/** @implements {Picker} */
class ModelPicker extends HTMLElement {
  /** @type {any} */ #form;
  /** @type {any[]} */ #controls = [];
  /** @type {Fields} */ #fields = {};
  /** @type {any} */ data;
  /** @type {Picker["share"]} */ share;

  async connectedCallback() {
    try {
      const models = fetch(new URL("models.json", site)).then((response) => response.json()).then(rows);
      const form = this.querySelector("form") ?? fetchForm(this.get("own a").href);
      [this.data, this.#form] = await Promise.all([models, form]);
    } catch {
      this.querySelector("form")?.remove();
      this.get("failed").hidden = false;
      this.dataset.ready = "";
      return;
    }
    const late = !this.contains(this.#form);
    if (late) this.append(this.#form);
    this.#controls = [...this.#form].filter(({ name }) => name);
    this.#fields = fieldsOf(this.#controls);
    this.addEventListener("input", ({ target }) => this.#input(target));
    this.addEventListener("change", () => this.save());
    this.addEventListener("click", ({ target }) => this.#click(target));
    this.addEventListener("toggle", ({ target }) => nameLanguages(target), { capture: true });
    this.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("popstate", () => this.#follow());
    this.#follow();
    if (late) this.getBoundingClientRect(); // laid out while lesson.css keeps the text after it in its place
    this.dataset.ready = "";
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
    const { state, ignored, newer } = read(location.hash, this.#fields) ?? { state: location.hash ? this.state : {}, ignored: [], newer: false };
    this.get("newer").hidden = !newer;
    this.get("link").textContent = ignored.length ? `Ignored in the link: ${ignored.join(", ")}.` : "";
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
    if (/^pick-(text|files|whole)$/.test(id)) measure(this, id);
    else this.show();
  }

  /** @param {any} target  what was hit: a browser that translates puts elements of its own into a button */
  async #click(target) {
    const { link, keep: how } = target.closest("[data-link], [data-keep]")?.dataset ?? {};
    if (link) {
      this.state = read(link, this.#fields)?.state ?? {};
      this.save();
    }
    if (how) this.get("kept").textContent = await keep(this, how);
  }

  show() {
    const { state } = this;
    const asked = constraints(state, this.data.tokenizers);
    if (asked.languages) nameLanguages(this);
    const decision = decide(this.data, asked, this.share);
    show(this, decision, asked);
    this.toggleAttribute("data-asked", Object.keys(state).length > 0);
    for (const it of this.querySelectorAll(".pick-length")) it.textContent = state.unit || "characters";
    const loaded = parts(write(state));
    for (const it of this.querySelectorAll("[data-link]")) it.ariaPressed = String(parts(it.getAttribute("data-link") ?? "") === loaded);
    for (const it of this.querySelectorAll(".pick-asked")) it.textContent = answers(it.closest("details")).join("; ") || "Nothing asked";
    if (asked.inputs || !this.get("tokens").hidden) tell(this, asked);
    this.get("since").hidden = !state.on;
    if (state.on) since(this, decision);
  }
}

customElements.define("model-picker", ModelPicker);
