// @ts-check
// The reader's prompts as lengths, counted and drawn. Their text is read here and kept nowhere. On demand: who types
// lengths has no use for it.
import { decode, readPrompts } from "./pick-prompts.js";
import { perToken } from "./pick-state.js";
import { number } from "./pick-words.js";

/** @import { Histogram, Percentiles } from "./picker-types" */

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
  const read = async (/** @type {File} */ file) => ({ name: file.name, text: decode(await file.arrayBuffer()) });
  const texts = files ? await Promise.all([...files].map(read)) : [{ text: value }];
  const { characters, bytes, told } = readPrompts(texts, picker.querySelector("#pick-whole").checked);
  const { p50, p95, max } = percentiles(characters);
  picker.share = characters.length && ((/** @type {string} */ family, /** @type {number} */ room) =>
    perToken(picker.data, picker.counted)[family].map((per) =>
      Math.min(above(characters, room * per), picker.data.tokenizers[family].bytes ? above(bytes, room) : 1)));
  if (characters.length) draw(picker, characters, p95);
  const line = [`Prompts measured: ${number(characters.length)}.`, ...told].join(" ");
  picker.state = { ...picker.state, unit: "", p50: p50 ?? "", p95: p95 ?? "", max: max ?? "", bytes: percentiles(bytes).p95 ?? "" };
  picker.get("read").textContent = line;
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
