// @ts-check
// @late
// <price-of-size>: what a model's bytes come to in memory, time, energy and money, on a machine whose figures the reader gives.
import { bar, scale } from "../../../../js/figures/chart.js";
import { LiveFigure } from "../../../../js/figures/live-figure.js";

const BEYOND = "M0 0H92L100 5L92 10H0z"; // more than twice the limit
const [HOUR, DAYS, LEAST] = [3600, 365, 0.0001];

/** As many decimals as show two digits or so. @param {number} n */
const figure = (n) => n >= 100 ? Math.round(n).toLocaleString("en")
  : n < LEAST ? `under ${LEAST}`
  : n.toFixed(n >= 1 ? 1 : n >= 0.1 ? 2 : n >= 0.01 ? 3 : 4);

/** @param {boolean} yes */
const colour = (yes) => (yes ? "fig-accent" : "fig-muted");

/** @extends {LiveFigure<{models: [name: string, parameters: number][], tokens: number, limits: number[]}>} */
class PriceOfSize extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw(chosen) {
    const { models, tokens, limits } = this.data;
    const [model, bits, requests, bandwidth, watts, price] =
      ["model", "bits", "requests", "bandwidth", "watts", "price"].map((name) => Number(chosen[name]));
    const costs = models.map(([, parameters]) => {
      const gb = (parameters * bits) / 8 / 1e9, seconds = (tokens * gb) / bandwidth;
      return [gb, seconds, (seconds * requests) / HOUR, (seconds * watts) / HOUR];
    });
    costs.forEach((row, n) => {
      this.setParts(`name-${n}`, { class: n === model ? "fig-strong fig-accent" : "" });
      row.forEach((value, column) => this.setParts(`said-${column}-${n}`, {}, figure(value)));
      limits.forEach((limit, column) => {
        const d = row[column] >= 2 * limit ? BEYOND : bar(0, 0, scale(0, 2 * limit, 0, 100)(row[column]), 10);
        this.setParts(`bar-${column}-${n}`, { d, class: `fig-fill ${colour(n === model)}` });
      });
    });
    const [gb, seconds, hours, energy] = costs[model], year = (energy * requests * DAYS) / 1000;
    const [room, wait, day] = limits;
    return `${models[model][0]} in ${bits} bits takes ${figure(gb)} GB and ${gb > room ? "does not fit" : "fits"} into ${room}. ` +
      `${tokens} tokens take ${figure(seconds)} seconds or more, ${seconds > wait ? "longer than" : "within"} the ${wait}. ` +
      `${requests.toLocaleString("en")} requests are ${figure(hours)} hours of work${hours > day ? ", more than a day has" : ""}. ` +
      `A thousand take ${figure(energy)} kWh, for ${figure(energy * price)}; a year takes ${figure(year)} kWh, for ${figure(year * price)}.`;
  }
}

customElements.define("price-of-size", PriceOfSize);
