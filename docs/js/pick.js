// @ts-check
// The picker's rules: which models meet a reader's constraints, and what each of the others lacks. Pure: numbers
// in, numbers out; pick-words.js has the sentences. Formulas and their sources: hooks/course/memory.py.

/** @import { Constraints, Decide, Estimate, Finding, Group, Method, ModelFacts, PickData, Precision, Range, Share, Step, Verdict } from "./pick-types" */
/** @typedef {{data: PickData, asked: Constraints, share?: Share}} Case */
/** @typedef {(model: ModelFacts, at: Case) => Finding | undefined} Check  undefined where the constraint is not asked */

export const GIB = 2 ** 30;
export const GB = 1e9;
/** A step of the ladder has at least so many times the parameters of the one before. */
const STEP = 1.5;
/** @type {Precision[]} */ const PRECISIONS = ["bf16", "int8", "int4"];
/** @type {Method[]} */ const METHODS = ["full", "lora", "qlora"];

/** The groups that a use forbids, and those that it does not settle. @type {Record<string, Partial<Record<Group, "fails" | "unknown">>>} */
const FORBIDDEN = {
  commercial: { "non-commercial": "fails", "no-derivatives": "fails" },
  internal: { "non-commercial": "fails", "no-derivatives": "unknown" },
  research: {},
};

/** @param {ModelFacts} model @param {number} tokens @returns {number} bytes of one sequence's cache */
export const cacheBytes = ({ cache: [bytes, windowed, window] }, tokens) =>
  bytes * tokens + windowed * Math.min(tokens, window);

/** Tokens of a request, answer included; null where its tokenizer's count is unknown. @returns {Range | null} */
function tokensOf(/** @type {ModelFacts} */ model, /** @type {Constraints} */ { inputs, output = 0 }) {
  if (!inputs) return [output, output];
  const p95 = inputs[model.tokenizer]?.p95;
  return p95 ? [p95[0] + output, p95[1] + output] : null;
}

/** The share of inputs beyond `room` tokens as far as percentiles tell. @param {Estimate} estimate @param {number} room @returns {Range} */
export function shareBeyond({ p50, p95, max }, room) {
  /** @param {0 | 1} end @returns {Range} */
  const bounds = (end) => {
    if (max && max[end] <= room) return [0, 0];
    if (p95[end] <= room) return [0, 0.05];
    return p50 ? (p50[end] <= room ? [0.05, 0.5] : [0.5, 1]) : [0.05, 1];
  };
  return [bounds(0)[0], bounds(1)[1]];
}

/** What serving takes, in bytes. @param {ModelFacts} model @param {Case} at @param {Precision} [precision] */
function serving(model, { data, asked }, precision = asked.precision ?? "bf16") {
  const { requests = 1 } = asked;
  const tokens = tokensOf(model, asked);
  const [lo, hi] = tokens ?? [0, 0];
  /** @type {Range} */ const cache = [cacheBytes(model, lo), cacheBytes(model, hi)];
  const weights = model.parameters * data.units.precision[precision];
  /** @type {Range} */ const need = [weights + requests * cache[0], weights + requests * cache[1]];
  const read = (model.read ?? model.parameters) * data.units.precision[precision];
  return { tokens, cache, weights, need, read, requests, used: precision };
}

/** Tokens a second for each answer, at most; the lower figure is at the higher estimate of tokens. @returns {Range} */
function reach(/** @type {ReturnType<typeof serving>} */ { read, requests, cache }, /** @type {number} */ bandwidth) {
  return [(bandwidth * GB) / (read + requests * cache[1]), (bandwidth * GB) / (read + requests * cache[0])];
}

/** Bytes before activations. @param {ModelFacts} model @param {PickData} data @param {Method} method @returns {Range} */
function trainingBytes(model, data, method) {
  const { weights, adapter } = data.units.training[method];
  const trained = adapter * model.adapter;
  return [model.parameters * weights[0] + trained, model.parameters * weights[1] + trained];
}

/** The first of those after `one` that will do. @template T @param {T[]} all @param {T} one @param {(other: T) => boolean} does @returns {T | null} */
const after = (all, one, does) => all.slice(all.indexOf(one) + 1).find(does) ?? null;

/** @param {boolean} fails @param {boolean} known @param {boolean} [tight] @returns {Pick<Finding, "state" | "tight">} */
const judge = (fails, known, tight) =>
  fails ? { state: "fails" } : !known ? { state: "unknown" } : tight ? { state: "meets", tight } : { state: "meets" };

/** In the order in which they are told. @type {Check[]} */
const CHECKS = [
  ({ state }) => (state ? { rule: "hub", state: "fails", hub: state } : undefined),

  ({ group, license, from }, { asked: { use, terms } }) => {
    if (!use && !terms) return;
    const told = { rule: /** @type {const} */ ("license"), group, license, ...(from && { from }) };
    const verdict = group === "unknown" ? "unknown" : use && FORBIDDEN[use][group];
    if (verdict === "fails") return { ...told, state: verdict, by: "use" };
    if (group !== "unknown" && group !== "permissive" && terms && !terms.includes(group)) return { ...told, state: "fails", by: "terms" };
    return { ...told, state: verdict ?? "meets", by: "" };
  },

  ({ gated }, { asked }) => (asked.gated === false ? { rule: "gate", ...judge(!!gated, gated !== null), gated } : undefined),

  ({ languages: listed, more }, { asked: { languages } }) => {
    if (!languages?.length) return;
    const missing = languages.filter((code) => !listed?.includes(code));
    const open = !listed || !!more;
    return { rule: "languages", ...judge(missing.length > 0 && !open, !missing.length), missing, listed, ...(more && { more }) };
  },

  ({ base }, { asked: { kind } }) => (kind ? { rule: "kind", ...judge(kind === "base", true), base } : undefined),

  (model, { asked, share }) => {
    const { inputs, output = 0 } = asked;
    if (!inputs && asked.output === undefined) return;
    const { window, extended, tokenizer } = model;
    const need = tokensOf(model, asked);
    const estimate = inputs?.[tokenizer];
    const room = Math.max(0, (window ?? 0) - output);
    const over = window === null ? 0 : Math.max(0, (need?.[0] ?? output) - window);
    return {
      rule: "context",
      ...judge(over > 0, !!need && window !== null, !!need && window !== null && need[1] > window),
      need, output, window, extended, over,
      share: estimate && window !== null ? (share?.(tokenizer, room) ?? shareBeyond(estimate, room)) : null,
    };
  },

  (model, at) => {
    const { memory } = at.asked;
    if (memory === undefined) return;
    const have = memory * GIB;
    const { need, weights, cache, tokens, requests, used } = serving(model, at);
    const fails = need[0] > have;
    return {
      rule: "memory",
      ...judge(fails, !!tokens, need[1] > have),
      need, have, weights, cache, tokens, requests, used,
      plain: requests * (model.cache[0] + model.cache[1]) * (tokens?.[1] ?? 0),
      more: Math.max(0, need[0] - have),
      precision: fails ? after(PRECISIONS, used, (lower) => serving(model, at, lower).need[0] <= have) : null,
    };
  },

  (model, { data, asked: { method, trainMemory } }) => {
    if (!method || trainMemory === undefined) return;
    const have = trainMemory * GIB;
    const need = trainingBytes(model, data, method);
    const fails = need[0] > have;
    return {
      rule: "training",
      ...judge(fails, true, need[1] > have),
      need, have, method,
      more: Math.max(0, need[0] - have),
      instead: fails ? after(METHODS, method, (other) => trainingBytes(model, data, other)[0] <= have) : null,
    };
  },

  (model, at) => {
    const { speed: least, bandwidth } = at.asked;
    if (least === undefined || bandwidth === undefined) return;
    const served = serving(model, at);
    const { read, cache, tokens, requests, used } = served;
    const speeds = reach(served, bandwidth);
    const fails = speeds[1] < least;
    return {
      rule: "speed",
      ...judge(fails, !!tokens, speeds[0] < least),
      reach: speeds, least, bandwidth, read, cache, tokens, used,
      needs: (least * (read + requests * cache[0])) / GB,
      precision: fails ? after(PRECISIONS, used, (lower) => reach(serving(model, at, lower), bandwidth)[1] >= least) : null,
    };
  },

  ({ tokenizer: family }, { asked: { tokenizer: wanted } }) =>
    wanted ? { rule: "tokenizer", ...judge(family !== wanted, true), family, wanted } : undefined,

  ({ adapters }, { asked: { adapters: least } }) =>
    least ? { rule: "adapters", ...judge(adapters !== null && adapters < least, adapters !== null), adapters, least } : undefined,

  ({ parameters }, { asked: { parameters: most } }) =>
    most === undefined ? undefined : { rule: "parameters", ...judge(parameters > most, true), parameters, most },
];

/** What a model costs under what was asked. @param {ModelFacts} model @param {Case} at @returns {Step} */
export function costs(model, at) {
  const { monthly, output, price, bandwidth, method } = at.asked;
  const served = serving(model, at);
  const perSecond = bandwidth === undefined ? null : served.requests * reach(served, bandwidth)[1];
  const hours = perSecond && monthly && output ? (monthly * output) / perSecond / 3600 : null;
  return {
    model,
    weights: served.weights,
    cache: served.cache,
    memory: served.need,
    training: method ? trainingBytes(model, at.data, method) : null,
    perSecond,
    hours,
    cost: hours === null || price === undefined ? null : hours * price,
  };
}

/** @type {Decide} */
export function decide(data, asked, share) {
  const at = { data, asked, share };
  /** @type {Verdict[]} */ const verdicts = [...data.models]
    .sort((a, b) => a.parameters - b.parameters)
    .map((model) => ({ model, findings: CHECKS.map((check) => check(model, at)).filter((finding) => finding !== undefined) }));
  const fails = (/** @type {Verdict} */ { findings }) => findings.filter(({ state }) => state === "fails").length;
  const unsure = (/** @type {Verdict} */ { findings }) => findings.some(({ state }) => state === "unknown");
  const excluded = verdicts.filter(fails);
  const matches = verdicts.filter((verdict) => !fails(verdict) && !unsure(verdict));
  /** @type {Step[]} */ const ladder = [];
  for (const { model } of matches) {
    if (!ladder.length || model.parameters >= STEP * ladder[ladder.length - 1].model.parameters) ladder.push(costs(model, at));
  }
  return {
    matches,
    excluded,
    unknown: verdicts.filter((verdict) => !fails(verdict) && unsure(verdict)),
    nearMisses: excluded.filter((verdict) => fails(verdict) === 1 && !unsure(verdict)),
    ladder,
  };
}
