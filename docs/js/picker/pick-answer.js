// @ts-check
// The rules' answer in the page. Every model's name leads to its facts and their sources.
import { costs } from "./pick.js";
import { spoken } from "./pick-state.js";
import { anchor, between, gib, languages, number, speed } from "./pick-words.js";

/** @import { ModelFacts } from "./pick-types" */
/** @import { Answers, Basis, Note, Picker, ShowMore } from "./picker-types" */

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
  put(picker.get("notes"), notes.map((text) => make("li", text)));
}

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

/** @param {Picker} picker */
export function show(picker) {
  const { data, decision: { matches, nearMisses, unknown } } = picker;
  const first = matches[0] ?? unknown[0];
  const of = `of ${data.models.length} models meet`;
  const may = unknown.length ? ` The smallest that may: ${short(unknown[0].model)}.` : "";
  text(picker.get("verdict"), matches.length ? `${matches.length} ${of} everything. The smallest: ${short(first.model)}.`
    : `None ${of}s everything. ${nearMisses.length} would but for one thing, ${unknown.length} may.${may}`);
  picker.get("best").hidden = picker.get("keep").hidden = !first;
  picker.get("best").toggleAttribute("data-may", !matches.length);
  if (first) {
    const told = matches.length ? `is ${among(matches, "do", "does")}.` : `is ${among(unknown, "may", "may")}: what is not known is marked, and has to be found out.`;
    picker.get("best > p + p").replaceChildren(make("strong", name(picker, first.model)), `${size(first.model)}, ${told}`);
  }
}

/** The steps up, and the choice to keep. @type {ShowMore} */
export function showMore(picker, asked, state) {
  const { data, decision: { matches, unknown, ladder } } = picker;
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
  const [choice, fit] = [picker.get("keep select"), matches.length ? matches : unknown];
  put(choice, fit.map(({ model }) => new Option(short(model), anchor(model.id))));
  choice.selectedIndex = Math.max(0, fit.findIndex(({ model }) => anchor(model.id) === state.chosen));
}
