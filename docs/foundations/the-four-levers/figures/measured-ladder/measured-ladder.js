// @ts-check
// @late
// <measured-ladder>: the ways to read a mail on all gold mails, on the plain or on the hard ones.
import { scale } from "../../../../js/figures/chart.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** How many mails there are; of each way, how many it has right and its interval, or none. @typedef {{of: number, ways: [number[], number[]][]}} Group */

/** @extends {LiveFigure<{groups: Record<string, Group>, scales: Record<string, number[]>}>} */
class MeasuredLadder extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ group }) {
    const { of, ways } = this.data.groups[group];
    for (const svg of this.querySelectorAll("svg")) {
      const [start, end] = this.data.scales[svg.classList[0]];
      const x = scale(0, 1, start, end);
      for (const it of svg.querySelectorAll("[data-bar]")) {
        const [n, y] = numbers(it, "data-bar");
        const [low, high] = ways[n][1];
        set(it, { d: `M${x(low)} ${y}H${x(high)}` });
      }
      for (const it of svg.querySelectorAll("[data-dot]")) {
        const [n, point] = numbers(it, "data-dot");
        set(it, { cx: x(ways[n][0][point] / of) });
      }
      for (const it of svg.querySelectorAll("[data-right]")) {
        const [points, interval] = ways[numbers(it, "data-right")[0]];
        set(it, {}, interval.length ? `${points[0]}` : `${Math.min(...points)}–${Math.max(...points)}`);
      }
    }
    this.setParts("of", {}, `right of ${of}`);
    const right = ways.map(([points]) => points[0]);
    const kind = group === "all" ? "" : `${group} `;
    return `Of ${of} ${kind}mails: stamp ${right[0]}, template ${right[2]}, eight examples ${right[4]}. ` +
      `Learnt from 72: sums ${right[9]}, adapter ${right[11]}, words ${right[13]}.`;
  }
}

/** @param {Element} it @param {string} name */
const numbers = (it, name) => (it.getAttribute(name) ?? "").split(" ").map(Number);

customElements.define("measured-ladder", MeasuredLadder);
