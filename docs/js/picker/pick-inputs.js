// @ts-check
// The reader's prompts as lengths, counted and drawn. Their text is read here and kept nowhere.
import { perToken } from "./pick-state.js";
import { between, number } from "./pick-words.js";

/** @import { Constraints } from "./pick-types" */
/** @import { Histogram, Percentiles, Prompts } from "./picker-types" */

const FIELDS = ["text", "prompt", "input", "content", "question", "instruction"];
const UTF8 = new TextEncoder();

/** The text in a line of JSONL: a field with a usual name, or a chat's messages. @param {string} line */
function textOf(line) {
  try {
    const value = JSON.parse(line);
    return value.messages?.map((/** @type {any} */ { content }) => content).join("\n") ??
      FIELDS.map((name) => value[name]).find((text) => typeof text === "string");
  } catch {}
}

/** One prompt a line, JSONL where a text begins with "{"; a text is one prompt if it is `whole`. @param {string[]} texts @param {boolean} [whole] @returns {Prompts} */
export function readPrompts(texts, whole) {
  /** @type {number[]} */ const unread = [];
  const prompts = texts.flatMap((text) => {
    const json = !whole && /^\s*\{/.test(text);
    return (whole ? [text] : text.split("\n")).flatMap((line, index) => {
      const prompt = json && line.trim() ? textOf(line) : line.trim();
      if (prompt === undefined) unread.push(index + 1);
      return prompt || [];
    });
  });
  const sorted = (/** @type {(text: string) => number} */ measure) => prompts.map(measure).sort((a, b) => a - b);
  return { characters: sorted((text) => [...text].length), bytes: sorted((text) => UTF8.encode(text).length), unread };
}

/** By nearest rank. @param {number[]} sorted @returns {Percentiles} */
export function percentiles(sorted) {
  const [p50, p95, max] = [50, 95, 100].map((percent) => sorted[Math.ceil((percent * sorted.length) / 100) - 1]);
  return { p50, p95, max };
}

/** The share of values above a limit. @param {number[]} sorted @param {number} limit */
export const above = (sorted, limit) => 1 - (sorted.findLastIndex((value) => value <= limit) + 1) / sorted.length;

/** Counted in at most a dozen steps of 1, 2 or 5 times a power of ten. @param {number[]} sorted @returns {Histogram} */
export function histogram(sorted) {
  const most = sorted[sorted.length - 1] + 1;
  const power = 10 ** Math.floor(Math.log10(most / 12));
  const step = /** @type {number} */ ([1, 2, 5, 10].find((step) => most <= 12 * step * power));
  const width = Math.max(1, step * power);
  const counts = Array(Math.ceil(most / width)).fill(0);
  for (const value of sorted) counts[Math.floor(value / width)]++;
  return { width, counts };
}

/** Reads what was pasted or chosen into the picker's form. @param {any} picker @param {string} id  of the control */
export async function measure(picker, id) {
  const { value, files } = picker.querySelector(id === "pick-files" ? "#pick-files" : "#pick-text");
  const texts = files ? await Promise.all([...files].map((file) => file.text())) : [value];
  const { characters, bytes, unread } = readPrompts(texts, picker.querySelector("#pick-whole").checked);
  const { p50, p95, max } = percentiles(characters);
  picker.share = characters.length && ((/** @type {string} */ family, /** @type {number} */ room) =>
    perToken(picker.data.tokenizers, picker.state)[family].map((per) =>
      Math.min(above(characters, room * per), picker.data.tokenizers[family].bytes ? above(bytes, room) : 1)));
  if (characters.length) draw(picker, characters, p95);
  picker.get("read").textContent = `Prompts measured: ${number(characters.length)}.` + (unread.length ? ` No text found in line ${unread.slice(0, 9).join(", ")}.` : "");
  picker.state = { ...picker.state, unit: "", p50: p50 ?? "", p95: p95 ?? "", max: max ?? "", bytes: percentiles(bytes).p95 ?? "" };
  picker.save();
}

/** @param {any} picker @param {number[]} lengths @param {number} p95 */
function draw(picker, lengths, p95) {
  const { width, counts } = histogram(lengths);
  const [step, most] = [480 / counts.length, Math.max(...counts)];
  const [bars, line] = picker.get("histogram").querySelectorAll("path");
  bars.setAttribute("d", counts.map((n, i) => `M${i * step + 1} 119v${(-110 * n) / most}h${step - 2}V119`).join(""));
  line.setAttribute("d", `M${(p95 / width) * step} 0V119`);
  const told = [width * counts.length, width, most, percentiles(lengths).p50, p95, lengths[lengths.length - 1]];
  picker.querySelectorAll("figcaption b").forEach((/** @type {Element} */ it, /** @type {number} */ i) => (it.textContent = number(told[i])));
}

/** The inputs in tokens, family by family. @param {any} picker @param {Constraints} asked */
export function tell(picker, { inputs }) {
  const { unit, ratio, bytes } = picker.state;
  const table = picker.get("tokens");
  table.hidden = !inputs;
  picker.get("histogram").hidden = !picker.share;
  if (!picker.share) picker.get("read").textContent = "";
  if (!inputs) return;
  table.toggleAttribute("data-typed", !!(unit || ratio));
  for (const row of table.querySelectorAll("[data-family]")) {
    const { p50, p95, max } = inputs[row.dataset.family];
    [p50, p95, max].forEach((range, i) => (row.cells[i + 1].textContent = range ? between((n) => number(Math.ceil(n)), range) : "–"));
  }
  picker.get("bytes").hidden = !bytes;
  picker.get("bytes b").textContent = number(+bytes);
}
