// @ts-check
// @late
// <what-fits>: weights and cache of six models, in the bits and for the tokens that a reader chooses, beside the limit.
import { bar, scale } from "../../../../js/figures/chart.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** Bytes; `weights` by bits, `cache` a token. @typedef {{name: string, weights: Record<string, number>, cache: number, window: number}} Model */

const GIB = 2 ** 30;
/** Rounded up, as the picker does. @param {number} bytes */
const size = (bytes) => `${(Math.ceil((bytes / GIB) * 100 - 1e-6) / 100).toFixed(2)} GiB`;

/** @extends {LiveFigure<{end: number, limit: number, models: Model[]}>} */
class WhatFits extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ bits, tokens: kept }) {
    const { models, limit } = this.data;
    const tokens = Number(kept);
    const fits = models.map(({ weights, cache, window }) => tokens <= window && weights[bits] + cache * tokens <= limit * GIB);
    const told = models.map(({ weights, cache, window }) =>
      tokens > window ? `ends at ${window.toLocaleString("en")}` : size(weights[bits] + cache * tokens));
    told.forEach((text, n) => this.setParts(`size-${n}`, { class: fits[n] ? "fig-end fig-strong" : "fig-end" }, text));
    for (const row of this.querySelectorAll("[data-row]")) this.#bars(row, bits, tokens);
    const more = models.filter(({ weights, cache, window }) => tokens <= window && cache * tokens > weights[bits]).length;
    const each = models.map(({ name }, n) => `${name} ${told[n]}`).join("; ");
    const larger = more ? ` In ${more}, the cache is larger than the weights.` : "";
    return `${each}. ${fits.filter(Boolean).length} of ${models.length} stay within ${limit} GiB.${larger}`;
  }

  /** What is beyond the end is cut off there. @param {Element} row @param {string} bits @param {number} tokens */
  #bars(row, bits, tokens) {
    const [n, left, end, y, high] = (row.getAttribute("data-row") ?? "").split(" ").map(Number);
    const { weights, cache, window } = this.data.models[n];
    const x = scale(0, this.data.end, left, end);
    /** @param {number} bytes */
    const at = (bytes) => Math.min(x(bytes / GIB), end);
    const middle = at(weights[bits]), last = at(weights[bits] + cache * Math.min(tokens, window));
    for (const [name, from, to] of /** @type {const} */ ([["weights", left, middle], ["cache", middle, last]])) {
      const part = row.querySelector(`[data-bar="${name}"]`);
      if (part) set(part, { d: bar(from, y, to - from, high) });
    }
  }
}

customElements.define("what-fits", WhatFits);
