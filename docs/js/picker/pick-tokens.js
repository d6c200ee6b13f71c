// @ts-check
// The inputs in tokens of each family. It comes once there are inputs.
import { text } from "./model-picker.js";
import { perToken, spoken } from "./pick-state.js";
import { between, languages, number } from "./pick-words.js";

/** @import { Constraints } from "./pick-types" */
/** @import { Basis, LinkState } from "./picker-types" */

/** Whose figures turn characters into tokens. @type {Basis} */
export function basis({ data }, { prose, langs, unit, ratio, p95, max }) {
  if (unit || ratio || !(p95 || max)) return [];
  const { unknown, used } = spoken(data.measured, { prose, langs });
  const known = languages(used, data);
  if (unknown.length) return [`No figure for ${languages(unknown, data)} is known: tokens are counted with the range of characters per token over the ${used.length} languages that have one. Measure your own text to narrow it.`];
  return [`Tokens are counted with the characters per token known for ${known}${prose || langs ? "" : ", since no language is asked for"}.`];
}

/** @param {any} picker @param {Constraints} asked @param {LinkState} counted */
export function tell(picker, { inputs }, counted) {
  const { unit, ratio, bytes } = counted;
  const figures = perToken(picker.data, counted);
  const table = picker.get("tokens");
  table.hidden = !inputs;
  picker.get("histogram").hidden = !picker.share;
  if (!picker.share) picker.get("read").textContent = "";
  if (!inputs) return;
  table.toggleAttribute("data-typed", !!(unit || ratio));
  for (const row of table.querySelectorAll("[data-family]")) {
    const { p50, p95, max } = inputs[row.dataset.family];
    for (const it of row.querySelectorAll(".pick-figure")) text(it, between((n) => number(n, 3), [figures[row.dataset.family][1], figures[row.dataset.family][0]]));
    [p50, p95, max].forEach((range, i) => text(row.cells[i + 1], range ? between((n) => number(Math.ceil(n)), range) : "–"));
  }
  picker.get("bytes").hidden = !bytes;
  picker.get("bytes b").textContent = number(+bytes);
}
