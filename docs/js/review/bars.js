// @ts-check
// Bars side by side, upwards and downwards from a line. The drawing takes the shape of its place; words stand outside it.

/** @typedef {{ up: number, down?: number }} Column */

/** @param {SVGElement} svg  with a path of each class @param {Column[]} columns */
export function draw(svg, columns) {
  const up = Math.max(1, ...columns.map((it) => it.up));
  const down = Math.max(0, ...columns.map((it) => it.down ?? 0));
  svg.setAttribute("viewBox", `0 0 ${columns.length * 10} ${up + down}`);
  const path = (/** @type {string} */ name, /** @type {string} */ d) => svg.querySelector(`.${name}`)?.setAttribute("d", d);
  path("bars-up", columns.map((it, i) => it.up ? `M${i * 10 + 1} ${up}v-${it.up}h8v${it.up}z` : "").join(""));
  path("bars-down", columns.map((it, i) => it.down ? `M${i * 10 + 1} ${up}v${it.down}h8v-${it.down}z` : "").join(""));
  path("bars-line", `M0 ${up}H${columns.length * 10}`);
}
