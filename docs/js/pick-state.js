// @ts-check
// What the form holds, as what the rules take; and lengths in characters as tokens of each family.

/** @import { Constraints, Estimate, PickData } from "./pick-types" */
/** @import { LinkState } from "./picker-types" */

/** @type {Record<string, keyof Constraints>} */
const NAMES = { out: "output", mem: "memory", bits: "precision", batch: "requests", train: "method", tmem: "trainMemory", tps: "speed", bw: "bandwidth", tok: "tokenizer", month: "monthly" };

/** @param {LinkState} state @param {PickData["tokenizers"]} tokenizers @returns {Constraints} */
export function constraints(state, tokenizers) {
  const { terms, gate, langs, params } = state;
  return {
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [NAMES[name] ?? name, isNaN(+value) ? value : +value])),
    terms: terms ? /** @type {any} */ ([terms]) : undefined,
    gated: gate ? false : undefined,
    languages: langs?.split(","),
    parameters: params ? +params * 1e6 : undefined,
    inputs: estimates(tokenizers, state),
  };
}

/**
 * The inputs by tokenizer id; undefined where no length is given.
 * @param {PickData["tokenizers"]} tokenizers @param {LinkState} state @returns {Record<string, Estimate> | undefined}
 */
export function estimates(tokenizers, state) {
  const { max, p95 = max, p50, bytes } = state;
  if (!p95) return;
  const ratios = perToken(tokenizers, state);
  return Object.fromEntries(Object.keys(tokenizers).map((id) => {
    const bound = bytes && tokenizers[id].bytes ? +bytes : Infinity; // a byte-level tokenizer makes no more tokens
    /** @param {string} length @param {number} [most] @returns {any} */
    const range = (length, most = Infinity) => length && ratios[id].map((per) => Math.min(most, +length / per));
    return [id, { p50: range(p50), p95: range(p95, bound), max: range(max) }];
  }));
}

/**
 * Characters per token, the most first: the reader's own figure, else the family's published one, else the range over
 * the families that have one. @param {PickData["tokenizers"]} tokenizers @param {LinkState} state
 */
export function perToken(tokenizers, { unit, ratio, prose }) {
  const families = Object.entries(tokenizers).map(([id, { en, ja }]) => ({ id, figure: prose ? ja : en }));
  const figures = families.flatMap(({ figure }) => figure ?? []);
  const typed = unit ? 1 : +ratio;
  return Object.fromEntries(families.map(({ id, figure }) => {
    const own = typed || figure;
    return [id, own ? [own, own] : [Math.max(...figures), Math.min(...figures)]];
  }));
}
