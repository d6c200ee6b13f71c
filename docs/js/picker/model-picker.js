// @ts-check
// @sheet css/picker.css
// @late
// The picker: what its form holds goes into the address and to the rules, and their answer into the page.
import { site } from "../lib/site.js";
import { constraints, fieldsOf, judge, read, reading, write } from "./pick-state.js";
import { anchor, between, gib, number, speed } from "./pick-words.js";
import { costs, decide } from "./pick.js";

/** @import { Constraints, Decision, ModelFacts, ModelsFile, PickData } from "./pick-types" */
/** @import { Answers, Fields, LinkState, Picker } from "./picker-types" */

const MISSING = "A part of the picker could not be fetched. Try again once the network is there.";

/** @param {string} tag @param {(Node | string)[]} children */
export function make(tag, ...children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/** Items of a list. What is the same stays as it is, with the focus in it, and is not laid out again. @param {Element} parent @param {Element[]} items */
export function put(parent, items) {
  const old = [...parent.children];
  for (const it of old.slice(items.length)) it.remove();
  items.forEach((item, place) => {
    if (!old[place]) parent.append(item);
    else if (!old[place].isEqualNode(item)) old[place].replaceWith(item);
  });
}

/** @param {Element} part @param {string} words */
export function text(part, words) {
  if (part.textContent !== words) part.textContent = words;
}

/** @param {{id: string}} model */
export const short = ({ id }) => id.split("/")[1];

/** @type {Answers} */
export const answers = (part) => [...part.querySelectorAll(".pick-q")].flatMap((question) => {
  const said = [...question.querySelectorAll("input, select")].filter(({ type, value, checked, ariaInvalid }) => value && !ariaInvalid && (checked || !/radio|checkbox/.test(type)))
    .map((it) => it.selectedOptions?.[0].text ?? `${it.checked ? "" : it.dataset.counted || it.value} ${it.nextElementSibling?.textContent ?? ""}`.trim());
  return said.length ? `${question.dataset.short}: ${said.join(", ")}` : [];
});

/** A model's name, which leads to its facts. @param {Picker} picker @param {ModelFacts} model */
const name = (picker, model) => Object.assign(make("a", short(model)), { href: `${picker.sheets}#${anchor(model.id)}` });

/** @param {ModelFacts} model */
const size = ({ parameters }) => `, ${number(parameters / 1e6)} million parameters`;

/** A part with a line for each model; hidden where it has none. @template {{model: ModelFacts}} Item @param {Picker} picker @param {string} part @param {Item[]} items @param {(item: Item, place: number) => (Node | string)[]} told */
export function list(picker, part, items, told) {
  picker.get(part).hidden = !items.length;
  put(picker.get(`${part} > :is(ul, ol)`), items.map((item, place) => make("li", name(picker, item.model), ...told(item, place))));
}

/** @param {unknown[]} all @param {string} many @param {string} one */
const among = (all, many, one) => all.length > 1 ? `the smallest of the ${all.length} that ${many}` : `the only one that ${one}`;

/** The models, a row each. @param {ModelsFile} file @returns {Omit<PickData, "languages">} */
const rows = ({ models, ...rest }) => ({
  ...rest,
  models: (models.id ?? []).map((_, i) => /** @type {any} */ (Object.fromEntries(Object.entries(models).map(([name, values]) => [name, values[i]])))),
});

/** What a link asks, in whatever order. @param {string} link */
const parts = (link) => decodeURIComponent(link).split(/[&,]|(?<=&langs=)/).sort().join("&");

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
  /** What has come, by its name. @type {any} */ #parts = {};
  #frame = 0;

  async connectedCallback() {
    try {
      const models = fetch(new URL("models.json", site)).then((response) => response.json()).then(rows);
      const form = this.querySelector("form") ?? import("./pick-page.js").then(({ fetchForm }) => fetchForm(this.get("own a").href));
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
    this.#left = this.#form.device.selectedOptions[0].dataset.left ?? "";
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

  async save() {
    await reading;
    const link = write(this.state);
    this.get("said").textContent = [this.get("verdict"), ...this.querySelectorAll(".pick-problem:not([hidden])")].map((it) => it.textContent).join(" ");
    if (link === location.hash.slice(1)) return;
    this.get("changed").hidden = true;
    history.pushState(null, "", link ? `#${link}` : location.pathname + location.search);
  }

  /** @param {any} target */
  #input({ id, name, value, selectedOptions }) {
    if (id === "pick-find") return void import("./pick-find.js").then(({ find }) => find(this, value));
    const { on, chosen, bytes, bw, mem } = this.#form;
    if (!/^(bar|up)$/.test(name)) on.value = "";
    if (id === "pick-choice") chosen.value = value;
    if (/^(p50|p95|max|unit)$/.test(name)) this.share = void (bytes.value = "");
    if (name === "device") {
      const { bandwidth = "", left = "" } = selectedOptions[0].dataset;
      bw.value = bw.dataset.exact = bandwidth;
      if (mem.value === this.#left) mem.value = mem.dataset.exact = this.#left = left; // what was typed stays
    }
    if (/^pick-(text|files|whole)$/.test(id)) import("./pick-inputs.js").then(({ measure }) => measure(this, id), () => (this.get("read").textContent = MISSING));
    else this.show();
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

  /** A part that comes once it is asked for; then all is shown again. @param {string} name @param {unknown} asked */
  #part(name, asked) {
    if (asked && !this.#parts[name]) import(`./pick-${name}.js`).then((part) => {
      this.#parts[name] = part;
      this.show();
    }, () => this.#note([MISSING]));
    return this.#parts[name];
  }

  show() {
    const { state, counted, problems, choices } = this.#judge();
    for (const it of this.#controls) if (it.dataset.most) this.#told(it, problems[it.name] ?? "", choices[it.name] ?? [], counted[it.name] ?? "");
    const asked = constraints(counted, this.data);
    const { matches, unknown, excluded } = (this.decision = decide(this.data, asked, this.share));
    this.#showFirst(this.decision);
    this.#note(this.#part("tokens", asked.inputs)?.basis(this, counted) ?? []);
    this.toggleAttribute("data-asked", Object.keys(state).length > 0);
    this.#part("reasons", excluded.length || unknown.length || matches[0].findings.length)?.showChecks(this);
    const more = () => this.#showMore(asked, state, counted);
    cancelAnimationFrame(this.#frame);
    if (this.dataset.ready === undefined) more();
    else this.#frame = requestAnimationFrame(() => setTimeout(more));
  }

  /** @param {Decision} decision */
  #showFirst({ matches, nearMisses, unknown }) {
    const first = matches[0] ?? unknown[0];
    const of = `of ${this.data.models.length} models meet`;
    const may = unknown.length ? ` The smallest that may: ${short(unknown[0].model)}.` : "";
    text(this.get("verdict"), matches.length ? `${matches.length} ${of} everything. The smallest: ${short(first.model)}.`
      : `None ${of}s everything. ${nearMisses.length} would but for one thing, ${unknown.length} may.${may}`);
    const best = this.get("best");
    best.hidden = this.get("keep").hidden = !first;
    best.toggleAttribute("data-may", !matches.length);
    if (first) {
      const told = matches.length ? `is ${among(matches, "do", "does")}.` : `is ${among(unknown, "may", "may")}: what is not known is marked, and has to be found out.`;
      this.get("best > p + p").replaceChildren(make("strong", name(this, first.model)), `${size(first.model)}, ${told}`);
    }
  }

  /** What was not counted, and what was counted how: for the page and the record. @param {string[]} basis */
  #note(basis) {
    const problems = [...this.querySelectorAll(".pick-problem:not([hidden])")].map((/** @type {any} */ it) => `${it.closest(".pick-q").dataset.short}: ${it.textContent}`);
    const notes = [...problems, ...basis];
    this.get("notes").hidden = !notes.length;
    put(this.get("notes"), notes.map((text) => make("li", text)));
  }

  /** What stands further down, once the answer is on the screen. @param {Constraints} asked @param {LinkState} state @param {LinkState} counted */
  #showMore(asked, state, counted) {
    this.#showSteps(this.decision, asked);
    this.#showChoice(this.decision, state);
    const near = this.#part("near", !this.decision.matches.length);
    this.#parts.reasons?.showOthers(this, near);
    this.#parts.tokens?.tell(this, asked, counted);
    for (const it of this.querySelectorAll(".pick-length")) text(it, state.unit || "characters");
    const loaded = parts(write(state));
    for (const it of this.querySelectorAll("[data-link]")) it.ariaPressed = String(parts(it.getAttribute("data-link") ?? "") === loaded);
    for (const it of this.querySelectorAll(".pick-asked")) text(it, answers(it.closest("details")).join("; ") || "Nothing asked");
    this.get("since").hidden = !state.on;
    if (state.on) import("./pick-record.js").then(({ since }) => since(this, this.decision), () => (this.get("unlogged").textContent = MISSING));
  }

  /** @param {Decision} decision @param {Constraints} asked */
  #showSteps({ matches, ladder }, asked) {
    list(this, "ladder", ladder, ({ model }, place) => {
      const { weights, cache, memory, training, perSecond, hours, cost } = costs(model, { data: this.data, asked });
      const next = ladder[place + 1]?.model.parameters ?? Infinity;
      const near = matches.filter((it) => it.model !== model && it.model.parameters >= model.parameters && it.model.parameters < next);
      const line = [
        `${gib(weights)} of weights` + (cache[1] ? `, ${between(gib, cache)} of cache a request, ${between(gib, memory)} together` : ""),
        training && `training from ${gib(training[0])}`,
        perSecond && `at most ${speed(perSecond)}`,
        hours && `at least ${number(hours, 1)} GPU hours a month`,
        cost && `at least ${number(cost, 2)} in your currency a month`,
      ].filter(Boolean);
      return [size(model), make("p", line.join("; ")), near.length ? make("p", "About as large, and fitting too", ...near.flatMap((it, i) => [i ? ", " : ": ", name(this, it.model)])) : ""];
    });
  }

  /** Of what is kept in a record. @param {Decision} decision @param {LinkState} state */
  #showChoice({ matches, unknown }, { chosen }) {
    const fit = (matches.length ? matches : unknown).map(({ model }) => new Option(short(model), anchor(model.id)));
    const choice = this.get("keep select");
    put(choice, fit);
    choice.selectedIndex = Math.max(0, fit.findIndex(({ value }) => value === chosen));
  }
}

customElements.define("model-picker", ModelPicker);
