// @ts-check
// The rules' answer in the page. Every model's name leads to its facts and their sources.
import { costs } from "./pick.js";
import { spoken } from "./pick-state.js";
import { anchor, between, caution, check, gib, languages, mend, number, say, speed } from "./pick-words.js";

/** @import { ModelFacts } from "./pick-types" */
/** @import { Answers, Basis, Note, Show } from "./picker-types" */

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
  if (unknown.length) return [`No figure for ${languages(unknown, data)} is known: tokens are counted with the range of the characters per token published for ${known}. Measure your own text to narrow it.`];
  return [`Tokens are counted with the characters per token published for ${known}${prose || langs ? "" : ", since no language is asked for"}.`];
}

/** What was not counted, and what was counted how: for the page and the record. @type {Note} */
export function note(picker, counted) {
  const problems = [...picker.querySelectorAll(".pick-problem:not([hidden])")].map((/** @type {any} */ it) => `${it.closest(".pick-q").dataset.short}: ${it.textContent}`);
  const notes = [...problems, ...basis(picker, counted)];
  picker.get("notes").hidden = !notes.length;
  picker.get("notes").replaceChildren(...notes.map((text) => make("li", text)));
}

/** @type {Show} */
export function show(picker, { matches, nearMisses, unknown, excluded, ladder }, asked) {
  const { data, state } = picker;
  const models = picker.get("models").href.split("#")[0];
  const name = (/** @type {ModelFacts} */ model) => Object.assign(make("a", short(model)), { href: `${models}#${anchor(model.id)}` });
  const size = (/** @type {ModelFacts} */ { parameters }) => `, ${number(parameters / 1e6)} million parameters`;
  /** @template {{model: ModelFacts}} Item @param {string} part @param {Item[]} items @param {(item: Item, place: number) => (Node | string)[]} tell */
  const list = (part, items, tell) => {
    picker.get(part).hidden = !items.length;
    picker.get(`${part} > :is(ul, ol)`).replaceChildren(...items.map((item, place) => make("li", name(item.model), ...tell(item, place))));
  };
  const [first] = matches;
  const of = `of ${data.models.length} models meet`;
  picker.get("verdict").textContent = first ? `${matches.length} ${of} everything. The smallest: ${short(first.model)}.`
    : `None ${of}s everything. ${nearMisses.length} would but for one thing, ${unknown.length} may.`;
  picker.get("best").hidden = picker.get("keep").hidden = !first;
  if (first) {
    const why = first.findings.map((finding) => say(finding, data) + (caution(finding) && `, ${caution(finding)}`)).join("; ");
    picker.get("best > p + p").replaceChildren(make("strong", name(first.model)), `${size(first.model)}, is the smallest of the ${matches.length} that do${why && ": "}${why}.`);
  }
  list("ladder", ladder, ({ model }, place) => {
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
    return [size(model), make("p", line.join("; ")), near.length ? make("p", "About as large, and fitting too", ...near.flatMap((it, i) => [i ? ", " : ": ", name(it.model)])) : ""];
  });
  const only = (/** @type {any[]} */ findings, /** @type {string} */ wanted) => findings.filter(({ state }) => state === wanted);
  list("near", nearMisses, ({ findings }) => {
    const [failed] = only(findings, "fails");
    const how = mend(failed, data);
    return [how ? ` would qualify ${how}.` : `: ${say(failed, data)}, and nothing else.`];
  });
  list("unknown", unknown, ({ findings }) => [` would qualify ${only(findings, "unknown").map((finding) => check(finding, data)).join("; and ")}.`]);
  list("out", excluded, ({ findings }) => [make("ul", ...only(findings, "fails").map((finding) => make("li", say(finding, data))))]);
  picker.get("keep select").replaceChildren(...matches.map(({ model }) => new Option(short(model), anchor(model.id), false, anchor(model.id) === state.chosen)));
}
