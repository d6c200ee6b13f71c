// @ts-check
// @sheet css/picker.css
// @late
// The picker: what its form holds goes into the address and to the rules, and their answer into the page.
import { site } from "../lib/site.js";
import { answers, make, note, show, showMore, text } from "./pick-answer.js";
import { fieldsOf, judge } from "./pick-fields.js";
import { read, write } from "./pick-link.js";
import { constraints } from "./pick-state.js";
import { decide } from "./pick.js";

/** @import { Constraints, ModelsFile, PickData } from "./pick-types" */
/** @import { Fields, LinkState, Picker } from "./picker-types" */

const MISSING = "A part of the picker could not be fetched. Try again once the network is there.";

/** The form from the picker's own page, for a place below a heading. @param {string} page */
async function fetchForm(page) {
  const { fetchPage } = await import("./pick-page.js");
  const form = /** @type {HTMLFormElement} */ ((await fetchPage(page)).querySelector("model-picker form"));
  for (const heading of form.querySelectorAll("[role=heading]")) heading.ariaLevel = "3";
  return form;
}

/** The models, a row each. @param {ModelsFile} file @returns {Omit<PickData, "languages">} */
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
  /** Of the device chosen last: the memory for an app. */
  #left = "";
  /** @type {any} */ data;
  /** @type {any} */ decision;
  /** @type {Picker["share"]} */ share;
  /** The page of the models' facts. */ sheets = "";
  /** What tells why, and in how many tokens. @type {Pick<typeof import("./pick-reasons.js"), "showChecks" | "showOthers"> & typeof import("./pick-tokens.js") | undefined} */ #explain;
  #frame = 0;

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
    this.data.languages = Object.fromEntries(this.#controls.filter(({ name }) => name === "langs").map((it) => [it.value, it.nextElementSibling.textContent]));
    this.addEventListener("input", ({ target }) => this.#input(target));
    this.addEventListener("change", () => this.save());
    this.addEventListener("click", ({ target }) => this.#click(target));
    this.addEventListener("submit", (event) => event.preventDefault());
    this.sheets = this.get("models").href.split("#")[0];
    addEventListener("popstate", () => this.#follow());
    this.#follow();
    if (late) this.getBoundingClientRect(); // laid out while lesson.css keeps the text after it in its place
    this.dataset.ready = "";
  }

  /** @param {string} name @returns {any} */
  get(name) {
    return this.querySelector(`.pick-${name}`);
  }

  #judge() {
    /** @type {LinkState} */ const typed = {};
    for (const [name, value] of new FormData(this.#form)) if (String(value).trim()) typed[name] = (typed[name] ? `${typed[name]},` : "") + value;
    return judge(this.#controls, typed, () => this.show());
  }

  get state() {
    return this.#judge().state;
  }

  get counted() {
    return this.#judge().counted;
  }

  set state(state) {
    for (const it of this.#controls) {
      const value = state[it.name] ?? "";
      if (/radio|checkbox/.test(it.type)) it.checked = value.split(",").includes(it.value);
      else it.value = it.dataset.exact = value;
    }
    for (const it of /** @type {NodeListOf<HTMLDetailsElement>} */ (this.querySelectorAll("fieldset details"))) it.open ||= !!it.querySelector(":checked");
    this.show();
  }

  /** The state in the address. That of a heading is none, and changes none. */
  #follow() {
    const { state, ignored, newer, older } = read(location.hash, this.#fields) ?? { state: location.hash ? this.state : {}, ignored: [], newer: false, older: false };
    this.get("newer").hidden = !newer;
    this.get("changed").hidden = !older;
    for (const it of /** @type {any} */ (this.querySelectorAll(".pick-changed li"))) it.hidden = !it.dataset.if.split(" ").every((/** @type {string} */ name) => !name || (name[0] === "!" ? !state[name.slice(1)] : state[name]));
    this.get("link").textContent = ignored.length ? `Ignored in the link: ${ignored.join(", ")}.` : "";
    if (state.p95 !== this.state.p95) this.share = undefined;
    this.state = state;
  }

  save() {
    const link = write(this.state);
    this.get("said").textContent = [this.get("verdict"), ...this.querySelectorAll(".pick-problem:not([hidden])")].map((it) => it.textContent).join(" ");
    if (link === location.hash.slice(1)) return;
    this.get("changed").hidden = true;
    history.pushState(null, "", link ? `#${link}` : location.pathname + location.search);
  }

  /** @param {any} target */
  #input({ id, name, value, selectedOptions }) {
    if (id === "pick-find") return void import("./pick-find.js").then(({ find }) => find(this, value));
    const { on, chosen, bytes } = this.#form;
    if (!/^(bar|up)$/.test(name)) on.value = "";
    if (id === "pick-choice") chosen.value = value;
    if (/^(p50|p95|max|unit)$/.test(name)) this.share = void (bytes.value = "");
    if (name === "device") this.#fill(selectedOptions[0].dataset);
    if (/^pick-(text|files|whole)$/.test(id)) import("./pick-inputs.js").then(({ measure }) => measure(this, id), () => (this.get("read").textContent = MISSING));
    else this.show();
  }

  /** What a device has into its fields; a memory that was typed stays. @param {DOMStringMap} device */
  #fill({ bandwidth = "", left = "" }) {
    const { bw, mem } = this.#form;
    bw.value = bw.dataset.exact = bandwidth;
    if (mem.value === this.#left) mem.value = mem.dataset.exact = this.#left = left;
  }

  /** @param {any} target  what was hit: a browser that translates puts elements of its own into a button */
  async #click(target) {
    const { link, keep: how, meant } = target.closest("[data-link], [data-keep], [data-meant]")?.dataset ?? {};
    if (meant) this.#mean(target.closest(".pick-q").querySelector("input"), meant);
    if (link) {
      this.state = read(link, this.#fields)?.state ?? {};
      this.save();
    }
    if (how) this.get("kept").textContent = await import("./pick-record.js").then(({ keep }) => keep(this, how), () => MISSING);
  }

  /** One of two ways to read what was typed. @param {HTMLInputElement} field @param {string} meant */
  #mean(field, meant) {
    field.value = meant;
    field.focus();
    this.show();
    this.save();
  }

  /** @param {any} field @param {string} problem @param {string[]} choices @param {string} counted */
  #told(field, problem, choices, counted) {
    field.ariaInvalid = problem ? "true" : null;
    field.dataset.counted = counted;
    const told = field.closest(".pick-q").querySelector(".pick-problem");
    told.hidden = !problem;
    told.textContent = problem;
    told.nextElementSibling.hidden = !choices.length;
    told.nextElementSibling.replaceChildren(...choices.map((text) => {
      const button = Object.assign(make("button", text), { type: "button" });
      button.dataset.meant = text;
      return button;
    }));
  }

  /** With the first constraint: why, and in how many tokens. From then on it is there at once. */
  #fetch() {
    Promise.all([import("./pick-reasons.js"), import("./pick-tokens.js")]).then(([reasons, { tell }]) => {
      this.#explain = { ...reasons, tell };
      this.show();
    }, () => (this.get("unlogged").textContent = MISSING));
  }

  show() {
    const { state, counted, problems, choices } = this.#judge();
    for (const it of this.#controls) if (it.dataset.most) this.#told(it, problems[it.name] ?? "", choices[it.name] ?? [], counted[it.name] ?? "");
    const asked = constraints(counted, this.data);
    const { matches, unknown, excluded } = (this.decision = decide(this.data, asked, this.share));
    show(this);
    note(this, counted);
    this.toggleAttribute("data-asked", Object.keys(state).length > 0);
    if (this.#explain) this.#explain.showChecks(this);
    else if (excluded.length || matches[0]?.findings.length || unknown.length || asked.inputs) this.#fetch();
    const more = () => this.#showMore(asked, state, counted);
    cancelAnimationFrame(this.#frame);
    if (this.dataset.ready === undefined) more();
    else this.#frame = requestAnimationFrame(() => setTimeout(more));
  }

  /** What stands further down, once the answer is on the screen. @param {Constraints} asked @param {LinkState} state @param {LinkState} counted */
  #showMore(asked, state, counted) {
    showMore(this, asked, state);
    this.#explain?.showOthers(this);
    this.#explain?.tell(this, asked, counted);
    for (const it of this.querySelectorAll(".pick-length")) text(it, state.unit || "characters");
    const loaded = parts(write(state));
    for (const it of this.querySelectorAll("[data-link]")) it.ariaPressed = String(parts(it.getAttribute("data-link") ?? "") === loaded);
    for (const it of this.querySelectorAll(".pick-asked")) text(it, answers(it.closest("details")).join("; ") || "Nothing asked");
    this.get("since").hidden = !state.on;
    if (state.on) import("./pick-record.js").then(({ since }) => since(this, this.decision), () => (this.get("unlogged").textContent = MISSING));
  }
}

customElements.define("model-picker", ModelPicker);
