// @ts-check
// @late
// <cache-growth>: the cache of two models against their weights, for as many tokens as a reader likes.
import { apart, scale } from "../../../../js/figures/chart.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** In GiB; `cache` for each token. @typedef {{name: string, cache: number, weights: number, window: number}} Model */

const TOP = 4; // GiB
const [GAP, LEFT] = [42, 496];

/** @param {number} gib */
const size = (gib) => `${gib.toFixed(2)} GiB`;
/** @param {number} tokens */
const count = (tokens) => Math.round(tokens).toLocaleString("en");

/** @param {Model} model */
function crossing({ name, cache, weights, window }) {
  const tokens = weights / cache;
  return tokens <= window ? `The cache of ${name} passes its weights, ${size(weights)}, at ${count(tokens)} tokens.`
    : `The cache of ${name} stays below its weights, ${size(weights)}, for all of its ${count(window)} tokens.`;
}

/** @extends {LiveFigure<{end: number, models: Record<string, Model>}>} */
class CacheGrowth extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ first: a, second: b, tokens: kept }) {
    const first = this.data.models[a], second = this.data.models[b], tokens = Number(kept);
    for (const plot of this.querySelectorAll("[data-plot]")) this.#plot(plot, first, second, tokens);
    const places = [first.cache * Math.min(tokens, first.window), first.weights, second.cache * Math.min(tokens, second.window)];
    const y = scale(0, TOP, 264, 36);
    apart(places.map(y), GAP, 264).forEach((place, n) =>
      this.querySelector(`[data-label="${["first", "weights", "second"][n]}"]`)?.setAttribute("transform", `translate(${LEFT} ${place})`));
    this.setParts("weights-size", {}, size(first.weights));
    const said = [first, second].map((model, n) => this.#label(["first", "second"][n], model, tokens));
    return [`At ${count(tokens)} tokens: ${said.join(", ")}.`, ...new Set([first, second].map(crossing))].join(" ");
  }

  /** @param {string} which @param {Model} model @param {number} tokens @returns {string} */
  #label(which, { name, cache, window }, tokens) {
    const told = tokens > window ? `ends at ${count(window)}` : size(cache * tokens);
    this.setParts(`${which}-name`, {}, name);
    this.setParts(`${which}-size`, {}, told);
    return `${name} ${told}`;
  }

  /** @param {Element} plot @param {Model} first @param {Model} second @param {number} tokens */
  #plot(plot, first, second, tokens) {
    const { end } = this.data;
    const [left, right, bottom, top] = (plot.getAttribute("data-plot") ?? "").split(" ").map(Number);
    const x = scale(0, end, left, right), y = scale(0, TOP, bottom, top);
    /** @param {Model} model */
    const grown = ({ cache, window }) => `M${x(0)} ${y(0)}L${x(Math.min(end, window))} ${y(cache * Math.min(end, window))}`;
    const cross = first.weights / first.cache, level = y(first.weights);
    const crosses = cross <= Math.min(end, first.window);
    /** @type {Record<string, Record<string, string | number>>} */
    const parts = {
      at: { d: `M${x(tokens)} ${bottom}V${top}`, class: `fig-line ${tokens < end ? "" : "fig-rule"}` },
      weights: { d: `M${left} ${level}H${right}` },
      first: { d: grown(first) },
      second: { d: grown(second) },
      crossing: { cx: crosses ? x(cross) : 0, cy: level, r: crosses ? 5 : 0 },
    };
    for (const [name, attributes] of Object.entries(parts)) {
      const part = plot.querySelector(`[data-part="${name}"]`);
      if (part) set(part, attributes);
    }
  }
}

customElements.define("cache-growth", CacheGrowth);
