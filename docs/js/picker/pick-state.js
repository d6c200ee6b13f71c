// @ts-check
// What the form holds as what the rules take; lengths in characters as tokens of each family.

/** @import { ConstraintsOf, PerToken, Spoken } from "./picker-types" */

/** @type {Record<string, string>} */
const NAMES = { out: "output", mem: "memory", bits: "precision", batch: "requests", train: "method", tmem: "trainMemory", tps: "speed", bw: "bandwidth", tok: "tokenizer", month: "monthly" };

/** @type {ConstraintsOf} */
export function constraints(state, { tokenizers, devices }) {
  const { terms, gate, langs, params, max, p95 = max, p50, bytes, device, read } = state;
  const { peak, ...paces } = devices[device] ?? {};
  const ratios = perToken(tokenizers, state);
  const inputs = Object.keys(tokenizers).map((id) => {
    const most = (bytes && tokenizers[id].bytes && +bytes) || Infinity; // a byte-level tokenizer makes no more tokens
    const range = (length = "", bound = most) => length && ratios[id].map((per) => Math.min(bound, +length / per));
    return [id, { p50: range(p50), p95: range(p95), max: range(max, Infinity) }];
  });
  return {
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [NAMES[name] ?? name, isNaN(+value) ? value : +value])),
    terms: terms ? /** @type {any} */ ([terms, terms === "conditions" && "copyleft"]) : undefined,
    gated: gate ? false : undefined,
    paces: read ? { [state.bits ?? "bf16"]: [+read, +read] } : paces,
    peak: !read && !!peak,
    languages: langs?.split(","),
    parameters: params ? +params * 1e6 : undefined,
    inputs: p95 ? Object.fromEntries(inputs) : undefined,
  };
}

/** @type {Spoken} */
export function spoken(tokenizers, { prose, langs }) {
  const known = [...new Set(Object.values(tokenizers).flatMap(({ figures }) => Object.keys(figures)))];
  const asked = (prose || langs || "en").split(",");
  const unknown = asked.filter((code) => !known.includes(code));
  return { unknown, used: unknown.length ? known : asked };
}

/** @type {PerToken} */
export function perToken(tokenizers, state) {
  const { used } = spoken(tokenizers, state);
  const all = Object.values(tokenizers);
  return Object.fromEntries(Object.entries(tokenizers).map(([id, { figures }]) => {
    const own = state.unit ? 1 : +state.ratio;
    const range = own ? [own] : used.flatMap((code) => figures[code] ?? all.flatMap((other) => other.figures[code] ?? []));
    return [id, [Math.max(...range), Math.min(...range)]];
  }));
}
