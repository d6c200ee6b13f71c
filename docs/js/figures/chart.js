// @ts-check
// Where a value stands in a drawing, as hooks/course/figures/chart.py has it.

/** @param {number} low @param {number} high @param {number} start @param {number} end @returns {(value: number) => number} to a tenth */
export const scale = (low, high, start, end) => (value) =>
  Math.round((start + ((value - low) / (high - low)) * (end - start)) * 10) / 10;

/** The path of a bar of `width`; the least one is still seen. @param {number} left @param {number} top @param {number} width @param {number} height */
export function bar(left, top, width, height) {
  const seen = Math.max(Math.round(width * 10) / 10, 1);
  return `M${left} ${top}h${seen}v${height}h-${seen}z`;
}

/** Where labels stand that want to stand at `places`: in their order, `gap` apart, none beyond `high`. @param {number[]} places @param {number} gap @param {number} high */
export function apart(places, gap, high) {
  const found = [...places];
  const order = places.map((_, n) => n).sort((a, b) => places[a] - places[b]);
  for (let n = 1; n < order.length; n++) found[order[n]] = Math.max(found[order[n]], found[order[n - 1]] + gap);
  order.reverse().forEach((here, n) => (found[here] = Math.min(found[here], high - n * gap)));
  return found;
}
