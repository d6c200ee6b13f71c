// @ts-check
// What the form holds: judged as it is typed, as a link holds it, and as the rules take it.
import { number } from "./pick-words.js";

/** @import { ConstraintsOf, FieldsOf, Judge, LinkState, PerToken, Read, ReadField, Spoken, Write } from "./picker-types" */

// The controls: what a link may fill in, and what is typed in a field of numbers. A value that cannot be is told at its
// field and left out; the rest goes on.

const EXACT = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i; // as links hold numbers, where 1.234 is never 1234
const OPEN = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;
/** What reads all other ways to type a number; most readers need none. @type {typeof import("../lib/number-entry.js").readNumber | undefined} */ let readNumber;

/** What was typed when that could not be fetched: told, until something else is typed. @type {Set<string>} */ const unread = new Set();

/** Done once what was typed last can be read: saved before, it would not be what was meant. @type {Promise<void> | undefined} */
export let reading;

/** @param {string} day */
const isDay = (day) => new Date(day).toISOString().startsWith(day);

/** @type {FieldsOf} */
export const fieldsOf = (controls) => Object.fromEntries(controls.map(({ name }) => [name, (value) => controls.some((it) => it.name === name && (
  it.dataset.most ? value.length <= 40 : it.dataset.fits ? RegExp(`^${it.dataset.fits}$`).test(value) && (name !== "on" || isDay(value))
    : [...(it.options ?? [it])].some((option) => option.value === value)))]));

/** @type {ReadField} */
function readField({ value, dataset: { exact, least, most, whole } }, unit, again) {
  const text = value.trim();
  const fits = (/** @type {number} */ value) => value >= least && value <= most;
  const plain = EXACT.test(text) && (text === exact || !OPEN.test(text));
  if (!plain && !readNumber) return unread.has(text) ? { problem: `“${text}” cannot be read without the network. Write it like 1234.5.` }
    : void (reading = import("../lib/number-entry.js").then((it) => ({ readNumber } = it), () => unread.add(text)).then(again));
  /** @type {any} */ const { value: first, problem, question, choices = [], open } = plain ? { value: +text } : readNumber?.(text, unit);
  const possible = choices.filter((/** @type {any} */ choice) => fits(choice.value));
  if (problem) return { problem };
  if (open && possible.length > 1) return { problem: question, choices: possible.map((/** @type {any} */ { text }) => text) };
  const meant = open && possible.length ? possible[0].value : first;
  if (!fits(meant)) return { problem: `“${text}” is not counted: it has to be from ${number(+least, 3)} to ${number(+most)} ${unit}.` };
  if (whole && meant % 1) return { problem: `“${text}” is not counted: it has to be a whole number.` };
  return { value: meant };
}

/** @type {Judge} */
export function judge(controls, typed, again) {
  const [state, counted] = [{ ...typed }, { ...typed }];
  /** @type {Record<string, string>} */ const problems = {};
  /** @type {Record<string, string[]>} */ const choices = {};
  const leave = (/** @type {string} */ name, /** @type {string} */ problem) => {
    problems[name] = problem;
    delete counted[name];
  };
  for (const it of controls) {
    if (!it.dataset.most || !typed[it.name]) continue;
    const { value, problem, choices: meant } = readField(it, it.dataset.unit || typed.unit || "characters", again) ?? { problem: "" };
    if (meant) choices[it.name] = meant;
    if (problem !== undefined) leave(it.name, problem);
    else state[it.name] = counted[it.name] = String(value);
  }
  const { p50, p95, max, bytes } = counted;
  if (+max < +p95) leave("max", `${number(+max)} is not counted: the longest cannot be shorter than the 95th percentile, ${number(+p95)}.`);
  const above = p95 ?? max;
  if (+p50 > +above) leave("p50", `${number(+p50)} is not counted: the median cannot be above the ${p95 ? "95th percentile" : "longest"}, ${number(+above)}.`);
  if (+bytes < +above) delete counted.bytes; // a character has a byte at least
  return { state, counted, problems, choices };
}

// In a URL's fragment: #v2&use=commercial&langs=en,ja&p95=900. What a link ever held stays readable: rename no control
// and none of its values. Where what it holds counts otherwise from some day on, the version is raised, and the
// template's pick-changed says how.

const VERSION = 2;

/** @type {Write} */
export function write(state) {
  const parts = Object.entries(state).map(([name, value]) => `&${name}=${encodeURIComponent(value).replace(/%20/g, "+").replace(/%2C/g, ",")}`);
  return parts.length ? `v${VERSION}${parts.join("")}` : "";
}

/** @type {Read} */
export function read(fragment, fields) {
  const [first, ...parts] = fragment.replace("#", "").split("&");
  const version = /^v(\d+)$/.exec(first)?.[1];
  if (!version) return;
  /** @type {LinkState} */ const state = {};
  const ignored = parts.filter((part) => {
    const [, name, raw] = /^(\w+)=(.+)$/s.exec(part) ?? [];
    if (!Object.hasOwn(fields, name) || name in state) return part;
    try {
      const value = decodeURIComponent(raw.replace(/\+/g, " "));
      const taken = (name === "langs" ? value.split(",") : [value]).filter(fields[name]).join();
      if (taken) state[name] = taken;
      return taken !== value;
    } catch {
      return true;
    }
  });
  return { state, ignored: ignored.map((part) => part.slice(0, 40)), newer: +version > VERSION, older: +version < VERSION };
}

// For the rules: lengths in characters become tokens of each family.

/** @type {Record<string, string>} */
const NAMES = { out: "output", mem: "memory", bits: "precision", batch: "requests", train: "method", tmem: "trainMemory", tps: "speed", bw: "bandwidth", tok: "tokenizer", month: "monthly" };

/** @type {ConstraintsOf} */
export function constraints(state, data) {
  const { tokenizers, devices } = data;
  const { terms, gate, langs, params, max, p95 = max, p50, bytes, device, read } = state;
  const { peak, ...paces } = devices[device] ?? {};
  const ratios = perToken(data, state);
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
export function spoken(measured, { prose, langs }) {
  const asked = (prose || langs || "en").split(",");
  const unknown = asked.filter((code) => !measured.includes(code));
  return { unknown, used: unknown.length ? measured : asked };
}

/** @type {PerToken} */
export function perToken({ tokenizers, measured }, state) {
  const all = Object.values(tokenizers);
  const places = spoken(measured, state).used.map((code) => measured.indexOf(code));
  return Object.fromEntries(Object.entries(tokenizers).map(([id, { figures }]) => {
    const own = state.unit ? 1 : +state.ratio;
    const range = own ? [own] : places.flatMap((place) => figures[place] ?? all.flatMap((other) => other.figures[place] ?? []));
    return [id, [Math.max(...range), Math.min(...range)]];
  }));
}
