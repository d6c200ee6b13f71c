// @ts-check
// The rules' answer in the page. Every model's name leads to its facts and their sources.
import { costs } from "./pick.js";
import { spoken } from "./pick-state.js";
import { anchor, between, gib, languages, number, speed } from "./pick-words.js";

/** @import { ModelFacts } from "./pick-types" */
/** @import { Answers, Basis, Note, Picker, Show } from "./picker-types" */

/** @param {string} tag @param {(Node | string)[]} children */
export function make(tag, ...children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/** @param {{id: string}} model */
export const short = ({ id }) => id.split("/")[1];

/** @type {Answers} */
export const answers = (part) => [...part.querySelectorAll(".pick-q")].flatMap((question) => {
  const said = [...question.querySelectorAll("input, select")].filter(({ type, value, checked, ariaInvalid }) => value && !ariaInvalid && (checked || !/radio|checkbox/.test(type)))
    .map((it) => it.selectedOptions?.[0].text ?? `${it.checked ? "" : it.dataset.counted || it.value} ${it.nextElementSibling?.textContent ?? ""}`.trim());
  return said.length ? `${question.dataset.short}: ${said.join(", ")}` : [];
});

/** Whose figures turn characters into tokens. @type {Basis} */
function basis({ data }, { prose, langs, unit, ratio, p95, max }) {
  if (unit || ratio || !(p95 || max)) return [];
  const { unknown, used } = spoken(data.tokenizers, { prose, langs });
  const known = languages(used, data);
  if (unknown.length) return [`No figure for ${languages(unknown, data)} is known: tokens are counted with the range of characters per token over the ${used.length} languages that have one. Measure your own text to narrow it.`];
  return [`Tokens are counted with the characters per token known for ${known}${prose || langs ? "" : ", since no language is asked for"}.`];
}

/** What was not counted, and what was counted how: for the page and the record. @type {Note} */
export function note(picker, counted) {
  const problems = [...picker.querySelectorAll(".pick-problem:not([hidden])")].map((/** @type {any} */ it) => `${it.closest(".pick-q").dataset.short}: ${it.textContent}`);
  const notes = [...problems, ...basis(picker, counted)];
  picker.get("notes").hidden = !notes.length;
  picker.get("notes").replaceChildren(...notes.map((text) => make("li", text)));
}

/** A model's name, which leads to its facts. @param {Picker} picker @param {ModelFacts} model */
const name = (picker, model) => Object.assign(make("a", short(model)), { href: `${picker.get("models").href.split("#")[0]}#${anchor(model.id)}` });

/** @param {ModelFacts} model */
const size = ({ parameters }) => `, ${number(parameters / 1e6)} million parameters`;

/** A part with a line for each model; hidden where it has none. @template {{model: ModelFacts}} Item @param {Picker} picker @param {string} part @param {Item[]} items @param {(item: Item, place: number) => (Node | string)[]} tell */
export function list(picker, part, items, tell) {
  picker.get(part).hidden = !items.length;
  picker.get(`${part} > :is(ul, ol)`).replaceChildren(...items.map((item, place) => make("li", name(picker, item.model), ...tell(item, place))));
}

/** @type {Show} */
export function show(picker, decision, asked) {
  const { matches, nearMisses, unknown, ladder } = decision;
  const { data, state } = picker;
  const first = matches[0] ?? unknown[0];
  const of = `of ${data.models.length} models meet`;
  const may = unknown.length ? ` The smallest that may: ${short(unknown[0].model)}.` : "";
  picker.get("verdict").textContent = matches.length ? `${matches.length} ${of} everything. The smallest: ${short(first.model)}.`
    : `None ${of}s everything. ${nearMisses.length} would but for one thing, ${unknown.length} may.${may}`;
  picker.get("best").hidden = picker.get("keep").hidden = !first;
  picker.get("best").toggleAttribute("data-may", !matches.length);
  if (first) {
    const told = matches.length ? `is the smallest of the ${matches.length} that do.` : `is the smallest of the ${unknown.length} that may: what is not known is marked, and has to be found out.`;
    picker.get("best > p + p").replaceChildren(make("strong", name(picker, first.model)), `${size(first.model)}, ${told}`);
  }
  list(picker, "ladder", ladder, ({ model }, place) => {
    const { weights, cache, memory, training, perSecond, hours, cost } = costs(model, { data, asked });
    const next = ladder[place + 1]?.model.parameters ?? Infinity;
    const near = matches.filter((it) => it.model !== model && it.model.parameters >= model.parameters && it.model.parameters < next);
    const line = [
      `${gib(weights)} of weights` + (cache[1] ? `, ${between(gib, cache)} of cache a request, ${between(gib, memory)} together` : ""),
      training && `training from ${gib(training[0])}`,
      perSecond && `at most ${speed(perSecond)}`,
      hours && `at least ${number(hours, 1)} GPU hours a month`,
      cost && `at least ${number(cost, 2)} in your currency a month`,
    ].filter(Boolean);
    return [size(model), make("p", line.join("; ")), near.length ? make("p", "About as large, and fitting too", ...near.flatMap((it, i) => [i ? ", " : ": ", name(picker, it.model)])) : ""];
  });
  picker.get("keep select").replaceChildren(...(matches.length ? matches : unknown).map(({ model }) => new Option(short(model), anchor(model.id), false, anchor(model.id) === state.chosen)));
}
