// @ts-check
// @late
// <measured-ladder>: the ways to read a mail on all gold mails, on the plain or on the hard ones.
import { scale } from "../../../../js/figures/chart.js";
import { wilson } from "../../../../js/figures/interval.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** How many mails there are, and how many each way has right: one number, which has an interval, or several. @typedef {{of: number, ways: number[][]}} Group */

/** @extends {LiveFigure<{groups: Record<string, Group>, scales: Record<string, number[]>}>} */
class MeasuredLadder extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ group }) {
    const { of, ways } = this.data.groups[group];
    for (const svg of this.querySelectorAll("svg")) {
      const [start, end] = this.data.scales[svg.classList[0]];
      const x = scale(0, 1, start, end);
      const rows = (/** @type {string} */ part) => [...svg.querySelectorAll(`[data-part=${part}] > *`)];
      const intervals = ways.filter((right) => right.length === 1).map(([right]) => wilson(right, of).map(recorded));
      rows("intervals").forEach((it, n) => {
        const [start, end] = intervals[n].map(x);
        const y = it.getAttribute("d")?.match(/ (.*)H/)?.[1];
        set(it, { d: `M${start} ${y}H${end}` });
      });
      rows("points").forEach((it, n) => set(it, { cx: x(ways.flat()[n] / of) }));
      rows("rights").forEach((it, n) => {
        const right = ways[n];
        set(it, {}, right.length === 1 ? `${right[0]}` : `${Math.min(...right)}–${Math.max(...right)}`);
      });
    }
    this.setParts("of", {}, `right of ${of}`);
    const right = ways.map(([first]) => first);
    const kind = group === "all" ? "" : `${group} `;
    return `Of ${of} ${kind}mails: stamp ${right[0]}, template ${right[2]}, eight examples ${right[4]}. ` +
      `Learnt from 72: sums ${right[9]}, adapter ${right[11]}, words ${right[13]}.`;
  }
}

/** To thousandths, as data/recorded has them. @param {number} share */
const recorded = (share) => Math.round(share * 1000) / 1000;

customElements.define("measured-ladder", MeasuredLadder);
