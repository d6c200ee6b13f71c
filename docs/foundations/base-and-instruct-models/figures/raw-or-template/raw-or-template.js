// @ts-check
// @late
// <raw-or-template>: the next token after a question, as it is and in the template, at each temperature that was recorded.
// Nothing is estimated here: the share of all others, too, was worked out from every score.
import { bar } from "../../../../js/figures/chart.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** The shares `p` of the tokens, and of all others at the end, by temperature. @typedef {{tokens: string[], p: number[][]}} Way */

const [LONG, HIGH] = [130, 22]; // of the longest bar, of each

/** @param {number} p */
const share = (p) => `${(p * 100).toFixed(1)}%`;

/** @extends {LiveFigure<{temperatures: number[], ways: Way[]}>} */
class RawOrTemplate extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ temperature }) {
    const { temperatures, ways } = this.data;
    const step = temperatures.findIndex((it) => Math.abs(it - Number(temperature)) < 0.05);
    const rows = ways.map(({ p }) => p[step]);
    for (const it of this.querySelectorAll("[data-bar]")) {
      const [way, n, x, y] = numbers(it, "data-bar");
      set(it, { d: bar(x, y, rows[way][n] * LONG, HIGH) });
    }
    for (const it of this.querySelectorAll("[data-share]")) {
      const [way, n, x] = numbers(it, "data-share");
      set(it, { x: (x + rows[way][n] * LONG).toFixed(1) }, share(rows[way][n]));
    }
    const said = ways.map(({ tokens }, n) =>
      `${tokens[0].replaceAll(" ", "␣")} ${share(rows[n][0])}, all others ${share(rows[n][6])}`);
    return `At temperature ${temperatures[step].toFixed(1)}. As it is: ${said[0]}. In the template: ${said[1]}.`;
  }
}

/** @param {Element} it @param {string} name */
const numbers = (it, name) => (it.getAttribute(name) ?? "").split(" ").map(Number);

customElements.define("raw-or-template", RawOrTemplate);
