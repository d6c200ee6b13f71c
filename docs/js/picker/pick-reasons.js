// @ts-check
// Why the first model meets what is asked, and why others are out or not known: findings in sentences, and those in the
// page. It comes once something is asked.
import { list, make, put, text } from "./model-picker.js";
import { between, gib, languages, number, speed } from "./pick-words.js";
import { GIB } from "./pick.js";

/** @import { Finding, Group, PickData, Range, Rule, Verdict, Words } from "./pick-types" */
/** @import { Picker } from "./picker-types" */

/** Where a group's id is not its name. @type {Partial<Record<Group, string>>} */
const GROUPS = { copyleft: "share-alike", conditions: "conditions on use", "no-derivatives": "no derivatives", unknown: "not known" };
const BITS = { bf16: "16 bits", int8: "8 bits", int4: "4 bits" };
const REGIONS = { eu: "the European Union", uk: "the United Kingdom", kr: "South Korea" };
/** @type {Record<Rule, string>} */
const NAMES = { hub: "The Hub", license: "Licence", territory: "Territory", gate: "Gate", languages: "Languages", kind: "Flavour", context: "Context", memory: "Memory", training: "Training", wait: "First word", speed: "Speed", tokenizer: "Tokenizer", adapters: "Adapters", parameters: "Parameters" };
const METHODS = { full: "full fine-tuning", lora: "LoRA", qlora: "QLoRA" };

const tokens = (/** @type {number} */ tokens) => `${number(Math.ceil(tokens))} tokens`;
const percent = (/** @type {number} */ share) => `${number(share * 100, 1)} %`;
/** Rounded up. @param {number} seconds */
const secondsOf = (seconds) => `${number(Math.ceil(seconds * 10 - 1e-6) / 10, 1)} seconds`;
const millions = (/** @type {number} */ count) => `${number(Math.ceil(count / 1e6))} million`;
const orIn = (/** @type {keyof typeof BITS | null} */ precision) => (precision ? `, or in ${BITS[precision]}` : "");

/** @type {Words} */
const SAY = {
  hub: ({ hub }) => (hub === "missing" ? "it is no longer on the Hub" : `it is ${hub} on the Hub`),
  license: ({ license, group, from }) => `its licence is ${license} (${GROUPS[group] ?? group}${from ? ", inherited from " + from : ""})`,
  territory: ({ license, excludes }) => (!excludes ? `nobody has read where ${license} applies` : `its licence ${excludes.length ? "excludes " + excludes.map((it) => REGIONS[/** @type {"eu"} */ (it)]).join(" and ") : "names no place that it excludes"}`),
  gate: ({ gated }) => (gated === null ? "nobody says whether it has a gate" : `it has ${gated ? "a" : "no"} gate`),
  languages: ({ missing, listed, more }, data) =>
    !missing.length ? "it names your languages" : more || !listed ? `it says ${more ?? "nothing"} for ${languages(missing, data)}` : `it does not name ${languages(missing, data)}`,
  kind: () => "it is an instruct model",
  context: ({ need, window, share }) =>
    `your 95th percentile and its answer take ${need ? between(tokens, need) : "an unknown number of tokens"}; its window ${window ? "has " + tokens(window) : "is not stated"}` +
    (share?.[1] ? ` and cuts off ${between(percent, share)} of your inputs` : ""),
  memory: ({ need, have, weights, cache, tokens: at, requests, used }) =>
    `needs ${between(gib, need)}, ${gib(weights)} for weights in ${BITS[used]}` +
    (!at ? " and more for a cache that is not known" : at[1] ? ` and ${requests > 1 ? requests + " × " : ""}${between(gib, cache)} for cache at ${between(tokens, at)}` : ", without cache") +
    `; you have ${number(have / GIB, 2)} GiB`,
  training: ({ method, need, have }) => `${METHODS[method]} needs ${between(gib, need)} before activations; you have ${number(have / GIB, 2)} GiB`,
  wait: ({ seconds, need, wait: most, used }) =>
    (seconds && need ? `reads your 95th percentile, ${between(tokens, need)}, in about ${between(secondsOf, seconds)} in ${BITS[used]}` : need ? `how this machine reads in ${BITS[used]} is not known` : "how long your inputs are in its tokens is not known") +
    `; you allow ${number(most, 1)} seconds`,
  speed: ({ reach, used, bandwidth, least }) => `at most ${between(speed, reach)} in ${BITS[used]} at ${number(bandwidth)} GB a second; you want ${number(least, 1)} tokens a second`,
  tokenizer: ({ family }, { tokenizers }) => `its tokenizer is ${tokenizers[family].name}`,
  adapters: ({ adapters, least }) => `it has ${adapters === null ? "an unknown number of" : number(adapters)} public adapters; you want ${number(least)} adapters`,
  parameters: ({ parameters, most }) => `it has ${millions(parameters)} parameters; you allow ${number(most / 1e6)} million`,
};

/** Why it meets or fails, without a full stop. @param {Finding} finding @param {PickData} data */
export const say = (finding, data) => SAY[finding.rule](/** @type {never} */ (finding), data);

/** On what a match depends all the same; "" where on nothing. @param {Finding} finding */
export function caution(finding) {
  const { rule, tight } = finding;
  if (rule === "license" && finding.group !== "permissive") return "as far as its terms go";
  if (tight) return rule === "training" ? "with gradients in 16 bits only" : "at the lower estimate only";
  if (rule === "wait" && finding.state === "meets") return [finding.peak && "at the maker’s peak, which no program reaches", finding.thinks && "with thinking switched off"].filter(Boolean).join(", and ");
  if (rule !== "memory" || finding.state !== "meets") return "";
  if (finding.weights + finding.plain > finding.have) return `or ${gib(finding.weights + finding.plain)} in a runtime without its windows`;
  return finding.need[1] + finding.runtime[1] > finding.have ? `on paper: a program took ${between(gib, finding.runtime)} on top of a model about as large` : "";
}

/** @type {Words} */
const MEND = {
  hub: () => "",
  license: ({ by, group }) => (by === "use" ? "with an agreement of your own with its maker" : `if you accepted its terms: ${GROUPS[group] ?? group}`),
  territory: () => "if it stayed out of there",
  gate: () => "if there may be a gate",
  languages: ({ missing }, data) => `without ${languages(missing, data)}`,
  kind: ({ base }) => (base ? `as ${base}, the base model that it was made from` : ""),
  context: ({ need, extended, over }) => (need && extended && extended >= need[0] ? `with scaling switched on: ${tokens(extended)}` : `with ${tokens(over)} less in each request`),
  memory: ({ more, precision }) => `with ${gib(more)} more${orIn(precision)}`,
  training: ({ more, instead }) => `with ${gib(more)} more${instead ? ", or by " + METHODS[instead] : ""}`,
  wait: ({ need, seconds, wait: most, precision }) =>
    `if you allowed ${secondsOf(seconds?.[0] ?? 0)}, or with inputs of at most ${number(Math.floor(((need?.[0] ?? 0) * most) / (seconds?.[0] ?? 1)))} tokens${orIn(precision)}`,
  speed: ({ needs, precision }) => `at ${number(Math.ceil(needs))} GB a second${orIn(precision)}`,
  tokenizer: ({ family }, { tokenizers }) => `if ${tokenizers[family].name} would do`,
  adapters: ({ adapters }) => `if ${number(adapters ?? 0)} adapters were enough`,
  parameters: ({ parameters }) => `if you allowed ${millions(parameters)} parameters`,
};

/** What follows "would qualify" where it fails; "" where nothing helps. @param {Finding} finding @param {PickData} data */
export const mend = (finding, data) => MEND[finding.rule](/** @type {never} */ (finding), data);

/** What follows "would qualify" where it is unknown. @param {Finding} finding @param {PickData} data */
export function check(finding, data) {
  if (finding.rule === "license") return `if its licence (${finding.license}) allows it: read its text`;
  if (finding.rule === "territory") return `if ${finding.license} applies there: read its text`;
  if (finding.rule === "gate") return "if it has no gate: see its page on the Hub";
  if (finding.rule === "languages") return `if it serves ${languages(finding.missing, data)}: see its card, and try it`;
  if (finding.rule === "adapters") return `if it has ${number(finding.least)} adapters: see its page on the Hub`;
  if (finding.rule === "context" && !finding.window) return "if its window is long enough: see its card";
  if (finding.rule === "wait" && finding.need) return `if it reads ${between(tokens, finding.need)} in ${secondsOf(finding.wait)}: time one input on the machine`;
  return "if your inputs are short enough in its tokens: count some";
}

/** How much of its limit a finding takes, at least and at most: beyond 1 it fails. Undefined where nothing is counted. @param {Finding} finding @returns {Range | undefined} */
export function fill(finding) {
  const of = (/** @type {Range | null} */ figures, /** @type {number} */ limit) => (figures ? /** @type {Range} */ (figures.map((it) => it / limit)) : undefined);
  switch (finding.rule) {
    case "context": return finding.window ? of(finding.need, finding.window) : undefined;
    case "memory": return finding.tokens ? of([finding.need[0], finding.need[1] + finding.runtime[1]], finding.have) : undefined;
    case "training": return of(finding.need, finding.have);
    case "wait": return of(finding.seconds, finding.wait);
    case "speed": return [finding.least / finding.reach[1], finding.least / finding.reach[0]];
    case "parameters": return of([finding.parameters, finding.parameters], finding.most);
  }
}

const CHANGES = 6; // told where nothing fits; all that are out stand below

/** @param {Finding[]} findings @param {string} wanted */
const only = (findings, wanted) => findings.filter(({ state }) => state === wanted);

/** A constraint with its figure, its limit and how much of that it takes. @param {Finding} finding @param {PickData} data */
function line(finding, data) {
  const room = finding.rule === "memory" && finding.state === "meets" && finding.tokens ? `. There is room for ${between(number, finding.holds)} tokens a request` : "";
  const told = [say(finding, data), caution(finding)].filter(Boolean).join(", ");
  const item = make("li", make("strong", `${NAMES[finding.rule]}:`), ` ${told}${room}.`);
  item.toggleAttribute("data-unknown", finding.state === "unknown");
  const taken = fill(finding);
  if (!taken) return item;
  const bar = make("span");
  bar.className = "pick-bar";
  taken.forEach((part, end) => bar.style.setProperty(end ? "--most" : "--least", `${Math.min(1, part) * 100}%`));
  item.append(bar);
  return item;
}

/** The check-list of the first. @param {Picker} picker */
export function showChecks(picker) {
  const { data, decision: { matches, unknown } } = picker;
  put(picker.get("checks"), [...matches, ...unknown][0]?.findings.map((finding) => line(finding, data)) ?? []);
  picker.toggleAttribute("data-none", !matches.length);
}

/** @param {Picker} picker @param {typeof import("./pick-near.js")} [near] */
export function showOthers(picker, near) {
  const { data, decision: { matches, nearMisses, unknown, excluded } } = picker;
  const checks = (/** @type {Verdict} */ { findings }) => only(findings, "unknown").map((finding) => check(finding, data));
  const mends = (/** @type {Verdict} */ { findings }) => only(findings, "fails").map((finding) => mend(finding, data));
  const most = matches.length ? undefined : near?.strictest(excluded);
  text(picker.get("strictest"), most ? `What rules out most: ${NAMES[most.rule].toLowerCase()}, ${most.count} of ${data.models.length} models.` : "");
  const sure = (/** @type {Verdict} */ { findings }) => !only(findings, "unknown").length;
  const changes = () => near?.nearest(excluded).filter((verdict) => !unknown.length || sure(verdict)).slice(0, CHANGES) ?? [];
  list(picker, "near", matches.length ? nearMisses : changes(), (verdict) => {
    const how = [...mends(verdict), ...checks(verdict)].filter(Boolean).join("; and ");
    return [how ? ` would qualify ${how}.` : `: ${say(only(verdict.findings, "fails")[0], data)}, and nothing else.`];
  });
  list(picker, "unknown", unknown, (verdict) => [` would qualify ${checks(verdict).join("; and ")}.`]);
  list(picker, "out", excluded, ({ findings }) => [make("ul", ...only(findings, "fails").map((finding) => make("li", say(finding, data))))]);
}
