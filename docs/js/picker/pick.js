// @ts-check
// The picker's rules: which models meet what was asked, and what each of the others lacks. Pure: numbers in, numbers
// out; pick-words.js has the sentences. The formulas and their sources: hooks/course/models/memory.py.

/** @import { Case, Check, Constraints, Decision, Estimate, Finding, Method, ModelFacts, PickData, Precision, Range, Serving, Share, Step, Verdict } from "./pick-types" */

export const GIB = 2 ** 30;
const MIB = 2 ** 20;
const GB = 1e9;
const STEP = 1.5; // times the parameters of the rung below, at least
/** @type {Precision[]} */ const PRECISIONS = ["bf16", "int8", "int4"];
/** @type {Method[]} */ const METHODS = ["full", "lora", "qlora"];
/** What a use does to a group of licences. @type {Record<string, Partial<Record<string, "fails" | "unknown">>>} */
const FORBIDDEN = {
  commercial: { "non-commercial": "fails", "no-derivatives": "fails" },
  internal: { "non-commercial": "fails", "no-derivatives": "unknown" },
};

/** Bytes for one sequence. @param {ModelFacts} model @param {number} tokens */
const cacheBytes = ({ cache: [bytes, windowed, window] }, tokens) => bytes * tokens + windowed * Math.min(tokens, window);

/** Of a request with its answer; null where nobody can tell. @param {ModelFacts} model @param {Constraints} asked @returns {Range | null} */
function tokensOf({ tokenizer }, { inputs, output = 0 }) {
  if (!inputs) return [output, output];
  const p95 = inputs[tokenizer]?.p95;
  return p95 ? [p95[0] + output, p95[1] + output] : null;
}

/** Of the longest that can be sent, since one that does not fit fails: no longer than the window. @type {typeof tokensOf} */
function longestOf(model, asked) {
  const { inputs, output = 0 } = asked;
  const usual = tokensOf(model, asked);
  const max = inputs?.[model.tokenizer]?.max;
  if (!usual || !max) return usual;
  const room = model.extended ?? model.window ?? Infinity;
  const at = (/** @type {0 | 1} */ end) => Math.max(usual[end], Math.min(max[end] + output, room));
  return [at(0), at(1)];
}

/** The longest sequence whose cache has room in so many bytes. @param {ModelFacts} model @param {number} bytes */
function tokensIn({ cache: [each, windowed, window], window: native, extended }, bytes) {
  const full = (each + windowed) * window;
  const tokens = bytes < full ? bytes / (each + windowed) : (bytes - windowed * window) / each;
  return Math.max(0, Math.floor(Math.min(tokens, extended ?? native ?? tokens)));
}

/** The share of inputs beyond `room` tokens, as far as percentiles tell. @param {Estimate} estimate @param {number} room @returns {Range} */
function shareBeyond({ p50, p95, max }, room) {
  const bounds = (/** @type {0 | 1} */ end) => {
    if (max && max[end] <= room) return [0, 0];
    if (p95[end] <= room) return [0, 0.05];
    return p50 ? (p50[end] <= room ? [0.05, 0.5] : [0.5, 1]) : [0.05, 1];
  };
  return [bounds(0)[0], bounds(1)[1]];
}

/** @param {ModelFacts} model @param {Case} at @param {Precision} [used] @param {typeof tokensOf} [of] @returns {Serving} */
function serving(model, { data: { units }, asked }, used = asked.precision ?? "bf16", of = longestOf) {
  const { requests = 1 } = asked;
  const tokens = of(model, asked);
  const [least, most] = tokens ?? [0, 0];
  /** @type {Range} */ const cache = [cacheBytes(model, least), cacheBytes(model, most)];
  const weights = model.parameters * units.precision[used];
  const read = (model.read ?? model.parameters) * units.precision[used];
  return { tokens, weights, cache, need: [weights + requests * cache[0], weights + requests * cache[1]], read, requests, used };
}

/** Tokens a second for each answer, at most. @param {Serving} served @param {number} bandwidth @returns {Range} */
const reach = ({ read, requests, cache }, bandwidth) => [(bandwidth * GB) / (read + requests * cache[1]), (bandwidth * GB) / (read + requests * cache[0])];

/** Bytes before activations. @param {ModelFacts} model @param {PickData} data @param {Method} method @returns {Range} */
function trainingBytes(model, { units }, method) {
  const { weights, adapter } = units.training[method];
  const trained = adapter * model.adapter;
  return [model.parameters * weights[0] + trained, model.parameters * weights[1] + trained];
}

/** The first after `one` that does. @template T @param {T[]} all @param {T} one @param {(other: T) => boolean} does */
const after = (all, one, does) => all.slice(all.indexOf(one) + 1).find(does) ?? null;

/** @param {boolean} fails @param {boolean} known @param {boolean} [tight] @returns {Pick<Finding, "state" | "tight">} */
const judge = (fails, known, tight) => ({ state: fails ? "fails" : known ? "meets" : "unknown", ...(!fails && known && tight && { tight }) });

/** In the order in which they are told. @type {Check[]} */
const CHECKS = [
  ({ state }) => (state ? { rule: "hub", state: "fails", hub: state } : undefined),

  ({ group, license, from }, { asked: { use, terms } }) => {
    if (!use && !terms) return;
    const verdict = group === "unknown" ? group : FORBIDDEN[use ?? ""]?.[group];
    const refused = !!terms && !["unknown", "permissive", ...terms].includes(group);
    const by = verdict === "fails" ? "use" : refused ? "terms" : "";
    return { rule: "license", state: by ? "fails" : (verdict ?? "meets"), group, license, by, ...(from && { from }) };
  },

  ({ license, excludes }, { asked: { where } }) => {
    if (!where) return;
    const out = !!excludes && (where === "all" ? excludes.length > 0 : excludes.includes(where));
    return { rule: "territory", ...judge(out, !!excludes), license, excludes, where };
  },

  ({ gated }, { asked }) => (asked.gated === false ? { rule: "gate", ...judge(!!gated, gated !== null), gated } : undefined),

  ({ languages: listed, more }, { asked: { languages } }) => {
    if (!languages?.length) return;
    const missing = languages.filter((code) => !listed?.includes(code));
    return { rule: "languages", ...judge(!!missing.length && !!listed && !more, !missing.length), missing, listed, ...(more && { more }) };
  },

  ({ base }, { asked: { kind } }) => (kind ? { rule: "kind", ...judge(kind === "base", true), base } : undefined),

  (model, { asked, share }) => {
    const { inputs, output = 0 } = asked;
    if (!inputs && asked.output === undefined) return;
    const { window, extended, tokenizer } = model;
    const limit = window ?? Infinity;
    const need = tokensOf(model, asked);
    const over = Math.max(0, (need?.[0] ?? output) - limit);
    const room = Math.max(0, limit - output);
    const estimate = window === null ? null : inputs?.[tokenizer];
    return {
      rule: "context",
      ...judge(over > 0, !!need && window !== null, !!need && need[1] > limit),
      need, window, extended, over,
      share: estimate ? (share?.(tokenizer, room) ?? shareBeyond(estimate, room)) : null,
    };
  },

  (model, at) => {
    const { memory } = at.asked;
    if (memory === undefined) return;
    const have = memory * GIB;
    const { need, weights, cache, tokens, requests, used } = serving(model, at);
    const { small, mib } = at.data.units.runtime;
    const runtime = /** @type {Range} */ (mib[+(model.parameters > small)].map((it) => it * MIB));
    const fails = need[0] > have;
    const holds = (/** @type {number} */ taken) => tokensIn(model, (have - weights - taken) / requests);
    return {
      rule: "memory",
      ...judge(fails, !!tokens, need[1] > have),
      need, have, weights, cache, tokens, requests, used, runtime,
      holds: [holds(runtime[1]), holds(0)],
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

  (model, { asked }) => {
    const { wait, paces = {}, inputs, requests = 1, precision: used = "bf16", peak } = asked;
    if (wait === undefined) return;
    const need = inputs?.[model.tokenizer]?.p95 ?? null;
    const size = (model.read ?? model.parameters) / 1e9;
    const secondsIn = (/** @type {Precision} */ precision) => {
      const pace = paces[precision];
      return need && pace ? /** @type {Range} */ ([(need[0] * size) / pace[1], (requests * need[1] * size) / pace[0]]) : null;
    };
    const seconds = secondsIn(used);
    const fails = !!seconds && seconds[0] > wait;
    return {
      rule: "wait",
      ...judge(fails, !!seconds, !!seconds && seconds[1] > wait),
      seconds, need, pace: paces[used] ?? null, wait, used,
      needs: need ? (need[0] * size) / wait : 0,
      precision: fails ? after(PRECISIONS, used, (lower) => (secondsIn(lower)?.[0] ?? Infinity) <= wait) : null,
      ...(peak && { peak }), ...(model.thinks && { thinks: true }),
    };
  },

  (model, at) => {
    const { speed: least, bandwidth } = at.asked;
    if (least === undefined || bandwidth === undefined) return;
    const served = serving(model, at, undefined, tokensOf);
    const { read, cache, requests, used } = served;
    const speeds = reach(served, bandwidth);
    const fails = speeds[1] < least;
    return {
      rule: "speed",
      ...judge(fails, !!served.tokens, speeds[0] < least),
      reach: speeds, least, bandwidth, used,
      needs: (least * (read + requests * cache[0])) / GB,
      precision: fails ? after(PRECISIONS, used, (lower) => reach(serving(model, at, lower, tokensOf), bandwidth)[1] >= least) : null,
    };
  },

  ({ tokenizer: family }, { asked: { tokenizer: wanted } }) => (wanted ? { rule: "tokenizer", ...judge(family !== wanted, true), family } : undefined),

  ({ adapters }, { asked: { adapters: least } }) =>
    least ? { rule: "adapters", ...judge(adapters !== null && adapters < least, adapters !== null), adapters, least } : undefined,

  ({ parameters }, { asked: { parameters: most } }) =>
    most === undefined ? undefined : { rule: "parameters", ...judge(parameters > most, true), parameters, most },
];

/** What a model costs under what was asked. @param {ModelFacts} model @param {Case} at @returns {Step} */
export function costs(model, at) {
  const { monthly, output, price, bandwidth, method } = at.asked;
  const served = serving(model, at);
  const perSecond = bandwidth === undefined ? null : served.requests * reach(serving(model, at, undefined, tokensOf), bandwidth)[1];
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

/** @param {PickData} data @param {Constraints} asked @param {Share} [share] @returns {Decision} */
export function decide(data, asked, share) {
  const at = { data, asked, share };
  const verdicts = data.models.map((model) => ({ model, findings: CHECKS.map((check) => check(model, at)).filter((finding) => finding !== undefined) }));
  const count = (/** @type {Verdict} */ { findings }, /** @type {string} */ wanted) => findings.filter(({ state }) => state === wanted).length;
  const excluded = verdicts.filter((it) => count(it, "fails"));
  const left = verdicts.filter((it) => !count(it, "fails"));
  const matches = left.filter((it) => !count(it, "unknown"));
  /** @type {Step[]} */ const ladder = [];
  for (const { model } of matches) {
    const below = ladder.at(-1)?.model.parameters ?? 0;
    if (model.parameters >= STEP * below) ladder.push(costs(model, at));
  }
  return {
    matches,
    excluded,
    unknown: left.filter((it) => count(it, "unknown")),
    nearMisses: excluded.filter((it) => count(it, "fails") === 1 && !count(it, "unknown")),
    ladder,
  };
}
