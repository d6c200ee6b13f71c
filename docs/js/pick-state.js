// @ts-check
// What the form holds as what the rules take; lengths in characters as tokens of each family.

/** @import { Constraints, Estimate } from "./pick-types" */
/** @import { LinkState, Tokenizers } from "./picker-types" */

/** @type {Record<string, keyof Constraints>} */
const NAMES = { out: "output", mem: "memory", bits: "precision", batch: "requests", train: "method", tmem: "trainMemory", tps: "speed", bw: "bandwidth", tok: "tokenizer", month: "monthly" };

/** @param {LinkState} state @param {Tokenizers} tokenizers @returns {Constraints} */
export function constraints(state, tokenizers) {
  const { terms, gate, langs, params } = state;
  return {
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [NAMES[name] ?? name, isNaN(+value) ? value : +value])),
    terms: terms ? [terms === "conditions" ? "copyleft" : "permissive", /** @type {any} */ (terms)] : undefined,
    gated: gate ? false : undefined,
    languages: langs?.split(","),
    parameters: params ? +params * 1e6 : undefined,
    inputs: estimates(tokenizers, state),
  };
}

/** By tokenizer; undefined where no length is given. @param {Tokenizers} tokenizers @param {LinkState} state @returns {Record<string, Estimate> | undefined} */
function estimates(tokenizers, state) {
  const { max, p95 = max, p50, bytes } = state;
  const ratios = perToken(tokenizers, state);
  return p95 ? Object.fromEntries(Object.keys(tokenizers).map((id) => {
    const bound = bytes && tokenizers[id].bytes ? +bytes : Infinity; // a byte-level tokenizer makes no more tokens
    /** @returns {any} */
    const range = (length = "", most = Infinity) => length && ratios[id].map((per) => Math.min(most, +length / per));
    return [id, { p50: range(p50, bound), p95: range(p95, bound), max: range(max) }];
  })) : undefined;
}

/**
 * Characters per token, the most first: the reader's own figure, else the family's published one, else the range over
 * those that have one. @param {Tokenizers} tokenizers @param {LinkState} state
 */
export function perToken(tokenizers, { unit, ratio, prose }) {
  const figures = Object.values(tokenizers).flatMap(({ en, ja }) => (prose ? ja : en) ?? []);
  return Object.fromEntries(Object.entries(tokenizers).map(([id, { en, ja }]) => {
    const own = unit ? 1 : +ratio || (prose ? ja : en);
    return [id, own ? [own, own] : [Math.max(...figures), Math.min(...figures)]];
  }));
}
