// @ts-check
// The rules' answer in the page. Every model's name leads to its facts and their sources.
import { costs } from "./pick.js";
import { anchor, between, caution, check, gib, mend, number, say, speed } from "./pick-words.js";

/** @import { Constraints, Decision, ModelFacts, Verdict } from "./pick-types" */

/** @param {string} tag @param {(Node | string)[]} children */
export function make(tag, ...children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/** @param {{id: string}} model */
export const short = ({ id }) => id.split("/")[1];

/** @param {ModelFacts} model */
const millions = ({ parameters }) => `, ${number(parameters / 1e6)} million parameters`;

/** Each question that is answered, such as "Use: Ship or sell it". @param {any} part @returns {string[]} */
export function answers(part) {
  return [...part.querySelectorAll(".pick-q")].flatMap((question) => {
    const said = [...question.querySelectorAll("input, select")].filter(({ type, value, checked }) => value && (checked || !/radio|checkbox/.test(type)))
      .map((it) => it.selectedOptions?.[0].text ?? (it.checked ? it.nextElementSibling.textContent : `${it.value} ${it.nextElementSibling?.textContent ?? ""}`.trim()));
    return said.length ? `${question.dataset.short}: ${said.join(", ")}` : [];
  });
}

/** @param {any} picker @param {Decision} decision @param {Constraints} asked */
export function show(picker, { matches, nearMisses, unknown, excluded, ladder }, asked) {
  const { data } = picker;
  const models = picker.get("models").href.split("#")[0];
  const name = (/** @type {ModelFacts} */ model) => Object.assign(make("a", short(model)), { href: `${models}#${anchor(model.id)}` });
  const told = (/** @type {Verdict} */ { findings }, /** @type {string} */ wanted) => findings.filter(({ state }) => state === wanted);
  /** @template {{model: ModelFacts}} Item @param {string} part @param {Item[]} items @param {(item: Item) => (Node | string)[]} tell */
  const list = (part, items, tell) => {
    picker.get(part).hidden = !items.length;
    picker.querySelector(`.pick-${part} > :is(ul, ol)`).replaceChildren(...items.map((item) => make("li", name(item.model), ...tell(item))));
  };
  const [first] = matches;
  const all = data.models.length;
  picker.get("verdict").textContent = first ? `${matches.length} of ${all} models meet everything. The smallest: ${short(first.model)}.`
    : `None of ${all} models meets everything. ${nearMisses.length} would but for one thing, ${unknown.length} may.`;
  picker.get("best").hidden = !first;
  if (first) {
    const why = first.findings.map((finding) => say(finding, data) + (caution(finding) && `, ${caution(finding)}`)).join("; ");
    picker.get("best > p:last-child").replaceChildren(make("strong", name(first.model)), `${millions(first.model)}, is the smallest of the ${matches.length}${why && `: ${why}`}.`);
  }
  list("ladder", ladder, (step) => {
    const { model } = step;
    const next = ladder[ladder.indexOf(step) + 1]?.model.parameters ?? Infinity;
    const { weights, cache, memory, training, perSecond, hours, cost } = costs(model, { data, asked });
    const near = matches.filter((it) => it.model !== model && it.model.parameters >= model.parameters && it.model.parameters < next);
    const line = [
      `${gib(weights)} of weights${cache[1] ? `, ${between(gib, cache)} of cache a request, ${between(gib, memory)} together` : ""}`,
      training && `training from ${gib(training[0])}`,
      perSecond && `at most ${speed(perSecond)}`,
      hours && `at least ${number(hours, 1)} GPU hours a month`,
      cost && `at least ${number(cost, 2)} a month`,
    ];
    const others = near.flatMap((it) => [", ", name(it.model)]).slice(1);
    return [millions(model), make("p", line.filter(Boolean).join("; ")), ...(near.length ? [make("p", "About as large, and fitting too: ", ...others)] : [])];
  });
  list("near", nearMisses, (verdict) => {
    const [failed] = told(verdict, "fails");
    const how = mend(failed, data);
    return [how ? ` would qualify ${how}.` : `: ${say(failed, data)}, and nothing else.`];
  });
  list("unknown", unknown, (verdict) => [` would qualify ${told(verdict, "unknown").map((finding) => check(finding)).join("; and ")}.`]);
  list("out", excluded, (verdict) => [make("ul", ...told(verdict, "fails").map((finding) => make("li", say(finding, data))))]);
  picker.get("keep select").replaceChildren(...matches.map(({ model }) => new Option(short(model), anchor(model.id), false, anchor(model.id) === picker.state.chosen)));
}
