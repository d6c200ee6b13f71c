// @ts-check
// @late
// <how-sure>: a share of right answers, and the true rates that go well with it, by the size of the gold set.
import { scale } from "../../../../js/figures/chart.js";
import { wilson } from "../../../../js/figures/interval.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** @extends {LiveFigure<{counts: number[], bar: number}>} */
class HowSure extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw(chosen) {
    let said = "";
    for (const n of this.data.counts) {
      const right = Math.round((Number(chosen.share) * n) / 100), mine = n === Number(chosen.count);
      const [low, high] = wilson(right, n).map((share) => 100 * share), its = { share: (100 * right) / n, low, high };
      const told = `${its.low.toFixed(1)} to ${its.high.toFixed(1)}`;
      for (const [name, words] of [["label", `${right} of ${n}`], ["told", told]]) {
        this.setParts(`${name}-${n}`, {}, words);
        for (const it of this.querySelectorAll(`[data-part="${name}-${n}"]`)) {
          it.classList.toggle("fig-accent", mine);
          it.classList.toggle("fig-strong", mine);
        }
      }
      this.#draw(n, its, mine);
      if (mine) said = `${right} of ${n} right is ${its.share.toFixed(1)}%. True rates from ${told}% go well with it. ${this.#against(its)}`;
    }
    return said;
  }

  /** @param {{low: number, high: number}} its */
  #against({ low, high }) {
    const { bar } = this.data;
    return low >= bar ? `All of them reach a bar of ${bar}%.`
      : high < bar ? `All of them are below a bar of ${bar}%.`
      : `A bar of ${bar}% lies inside: these mails cannot decide.`;
  }

  /** @param {number} n @param {{share: number, low: number, high: number}} its @param {boolean} mine */
  #draw(n, { share, low, high }, mine) {
    for (const plot of this.querySelectorAll("[data-plot]")) {
      const [start, end, top, gap] = (plot.getAttribute("data-plot") ?? "").split(" ").map(Number);
      const x = scale(0, 100, start, end), y = top + gap * this.data.counts.indexOf(n), colour = mine ? "fig-accent" : "fig-muted";
      const [range, point] = ["range", "point"].map((name) => /** @type {Element} */ (plot.querySelector(`[data-part="${name}-${n}"]`)));
      set(range, { d: `M${x(low)} ${y - 6}v12M${x(low)} ${y}H${x(high)}M${x(high)} ${y - 6}v12`, class: `fig-line fig-thick ${colour}` });
      set(point, { cx: x(share), class: `fig-fill ${colour}` });
    }
  }
}

customElements.define("how-sure", HowSure);
