// @ts-check
// The picker's findings in words. Every number has its unit; needs are rounded up, bounds from above down, so that
// nothing reads as if it fitted.

import { GIB } from "./pick.js";

/** @import { Finding, Group, ModelFacts, Origin, Fact, PickData, Precision, Method, Range } from "./pick-types" */

/** @type {Record<Group, string>} */
export const GROUPS = {
  permissive: "permissive",
  copyleft: "copyleft or share-alike",
  conditions: "conditions on use",
  "non-commercial": "non-commercial",
  "no-derivatives": "no derivatives",
  unknown: "not known",
};
/** @type {Record<Precision, string>} */
export const PRECISIONS = { bf16: "bf16", int8: "8 bits", int4: "4 bits" };
/** @type {Record<Method, string>} */
export const METHODS = { full: "full fine-tuning", lora: "LoRA", qlora: "QLoRA" };
const LANGUAGES = new Intl.DisplayNames("en-GB", { type: "language" });
const LIST = new Intl.ListFormat("en-GB");

/** @param {number} value @param {number} [digits] at most */
export const number = (value, digits = 0) => value.toLocaleString("en-GB", { maximumFractionDigits: digits });
/** @param {number} bytes */
export const gib = (bytes) => `${(bytes / GIB).toFixed(2)} GiB`;
/** @param {number} bytes */
const upGib = (bytes) => gib(Math.ceil((bytes / GIB) * 100 - 1e-6) * (GIB / 100));
/** @param {number} tokens */
export const tokens = (tokens) => `${number(Math.ceil(tokens))} tokens`;
/** @param {number} speed  rounded down: it is a bound from above */
export const speed = (speed) => `${number(Math.floor(speed * 10) / 10, speed < 10 ? 1 : 0)} tokens a second`;
/** @param {string[]} codes */
export const languages = (codes) => LIST.format(codes.map((code) => LANGUAGES.of(code) ?? code));
/** @param {(value: number) => string} say @param {Range} range  once where both ends read the same */
export const between = (say, [lo, hi]) => (say(lo) === say(hi) ? say(lo) : `${say(lo).replace(/ \D+$/, "")} to ${say(hi)}`);
/** @param {Range} share */
export const share = ([lo, hi]) => {
  const [least, most] = [lo, hi].map((part) => number(part * 100, 1));
  return hi === 0 ? "none of your inputs" : lo === hi ? `${most} % of your inputs` : lo === 0 ? `at most ${most} % of your inputs` : `${least} to ${most} % of your inputs`;
};

/** Where a model's sheet stands on the models page. @param {string} id */
export const anchor = (id) => id.split("/")[1].toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

/** Where and when a fact is from. @param {PickData} data @param {ModelFacts} model @param {Fact} fact @returns {Origin} */
export const origin = (data, model, fact) => data.origins[model.origins[data.facts.indexOf(fact)]];

const held = (/** @type {Range | null} */ at) => (at && at[1] ? ` for cache at ${between(tokens, at)}` : " for cache");

/** What a finding says of its model, without a full stop. @param {Finding} finding @param {PickData} data @returns {string} */
export function say(finding, data) {
  const fails = finding.state === "fails";
  switch (finding.rule) {
    case "hub":
      return finding.hub === "missing" ? "no longer on the Hub" : `${finding.hub} on the Hub`;
    case "license": {
      const inherited = finding.from ? `, inherited from ${finding.from}` : "";
      return `its licence is ${finding.license} (${GROUPS[finding.group]}${inherited})`;
    }
    case "gate":
      return finding.gated === null ? "nothing was read about a gate" : finding.gated ? "it has a gate" : "it has no gate";
    case "languages":
      if (!finding.missing.length) return "it names your languages";
      return finding.more || !finding.listed
        ? `${languages(finding.missing)}: ${finding.more ? `it only says ${finding.more}` : "it names no languages"}`
        : `it does not name ${languages(finding.missing)}`;
    case "kind":
      return "it is an instruct model";
    case "context": {
      const { need, window, share: cut } = finding;
      if (window === null) return "its window is not stated";
      const used = need ? `takes ${between(tokens, need)}` : "needs an estimate for its tokenizer";
      return `your 95th percentile with its answer ${used}; its window has ${tokens(window)}${cut ? `, which cuts off ${share(cut)}` : ""}`;
    }
    case "memory": {
      const { need, have, weights, cache, requests, used, tokens: at } = finding;
      const kept = at && !at[1] ? ", cache not counted" : ` and ${requests > 1 ? `${requests} × ` : ""}${between(gib, cache)}${held(at)}`;
      return `needs ${between(upGib, need)}: ${gib(weights)} for weights in ${PRECISIONS[used]}${at ? kept : ", and an unknown cache"}; you have ${number(have / GIB, 2)} GiB`;
    }
    case "training":
      return `${METHODS[finding.method]} needs at least ${between(upGib, finding.need)} before activations; you have ${number(finding.have / GIB, 2)} GiB`;
    case "speed":
      return `at most ${between(speed, finding.reach)} in ${PRECISIONS[finding.used]} where memory moves ${number(finding.bandwidth)} GB a second; you want ${speed(finding.least)}`;
    case "tokenizer":
      return `its tokenizer is that of ${data.tokenizers[finding.family].name}`;
    case "adapters":
      return finding.adapters === null ? "its adapters were not counted" : `it has ${number(finding.adapters)} public adapters; you want ${number(finding.least)}`;
    case "parameters":
      return `it has ${number(finding.parameters / 1e6)} million parameters; you allow ${number(finding.most / 1e6)} million`;
  }
}

/** On what a finding that meets depends all the same; "" where on nothing. @param {Finding} finding @returns {string} */
export function caution(finding) {
  if (finding.rule === "license" && finding.group !== "permissive") return `within its terms: ${GROUPS[finding.group]}`;
  if (finding.rule === "training" && finding.tight) return "with gradients in 16 bits only";
  if (finding.tight) return "only if your inputs come to the lower estimate of tokens";
  if (finding.rule === "memory" && finding.weights + finding.plain > finding.have) return `only in a runtime that keeps to its windows: others need ${upGib(finding.weights + finding.plain)}`;
  return "";
}

/** How a model that fails would qualify, to follow "would qualify"; "" where nothing on the reader's side helps. @param {Finding} finding @param {PickData} data @returns {string} */
export function mend(finding, data) {
  switch (finding.rule) {
    case "license":
      return finding.by === "use" ? "with an agreement of your own with its maker" : `if you accepted its terms: ${GROUPS[finding.group]}`;
    case "gate":
      return "if you could agree to its gate";
    case "languages":
      return `without ${languages(finding.missing)}`;
    case "kind":
      return finding.base ? `as ${finding.base}, the base model that it was made from` : "";
    case "context":
      if (finding.need && finding.extended && finding.extended >= finding.need[0]) return `with scaling switched on: ${tokens(finding.extended)}`;
      return `with ${tokens(finding.over)} less in each request`;
    case "memory":
      return `with ${upGib(finding.more)} more${finding.precision ? `, or in ${PRECISIONS[finding.precision]}` : ""}`;
    case "training":
      return `with ${upGib(finding.more)} more${finding.instead ? `, or by ${METHODS[finding.instead]}` : ""}`;
    case "speed":
      return `at ${number(Math.ceil(finding.needs))} GB a second${finding.precision ? `, or in ${PRECISIONS[finding.precision]}` : ""}`;
    case "tokenizer":
      return `if the tokenizer of ${data.tokenizers[finding.family].name} would do`;
    case "adapters":
      return `if ${number(finding.adapters ?? 0)} adapters were enough`;
    case "parameters":
      return `if you allowed ${number(Math.ceil(finding.parameters / 1e6))} million parameters`;
  }
  return "";
}

/** What to find out where a finding is unknown, to follow "would qualify". @param {Finding} finding @returns {string} */
export function check(finding) {
  switch (finding.rule) {
    case "license":
      return finding.group === "unknown" ? `if its licence (stated: ${finding.license}) allows it: read its text` : `if its licence, ${finding.license}, allows it: read its text`;
    case "gate":
      return "if it has no gate: open its page on the Hub";
    case "languages":
      return `if it serves ${languages(finding.missing)}: see its card, and try it`;
    case "adapters":
      return `if it has ${number(finding.least)} adapters: see its page on the Hub`;
    case "context":
      if (finding.window === null) return "if its window is long enough: see its card";
  }
  return "if your inputs are short enough in its tokens: count some with its own tokenizer";
}
