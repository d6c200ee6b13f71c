// @ts-check
// The inputs in tokens of each family.
import { text } from "./pick-answer.js";
import { perToken } from "./pick-state.js";
import { between, number } from "./pick-words.js";

/** @import { Constraints } from "./pick-types" */
/** @import { LinkState } from "./picker-types" */

/** @param {any} picker @param {Constraints} asked @param {LinkState} counted */
export function tell(picker, { inputs }, counted) {
  const { unit, ratio, bytes } = counted;
  const figures = perToken(picker.data.tokenizers, counted);
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
