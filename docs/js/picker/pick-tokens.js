// @ts-check
// The inputs in tokens of each family.
import { perToken } from "./pick-state.js";
import { between, number } from "./pick-words.js";

/** @import { Constraints } from "./pick-types" */

/** @param {any} picker @param {Constraints} asked */
export function tell(picker, { inputs }) {
  const { unit, ratio, bytes } = picker.counted;
  const figures = perToken(picker.data.tokenizers, picker.counted);
  const table = picker.get("tokens");
  table.hidden = !inputs;
  picker.get("histogram").hidden = !picker.share;
  if (!picker.share) picker.get("read").textContent = "";
  if (!inputs) return;
  table.toggleAttribute("data-typed", !!(unit || ratio));
  for (const row of table.querySelectorAll("[data-family]")) {
    const { p50, p95, max } = inputs[row.dataset.family];
    for (const it of row.querySelectorAll(".pick-figure")) it.textContent = between((n) => number(n, 3), [figures[row.dataset.family][1], figures[row.dataset.family][0]]);
    [p50, p95, max].forEach((range, i) => (row.cells[i + 1].textContent = range ? between((n) => number(Math.ceil(n)), range) : "–"));
  }
  picker.get("bytes").hidden = !bytes;
  picker.get("bytes b").textContent = number(+bytes);
}
