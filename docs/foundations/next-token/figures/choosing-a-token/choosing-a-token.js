// @ts-check
// @late
// <choosing-a-token>: what temperature and top-p do to the next token. Each number was worked out from all scores.
import { bar } from "../../../../js/figures/chart.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/**
 * By temperature: shares `p` of the first tokens and of all `others`; then by top-p, how many tokens are `kept`, and their `share`.
 * @typedef {{lines: string[], tokens: string[], p: number[][], others: number[], kept: number[][], share: number[][]}} Text
 */

/** @param {number} p */
const percent = (p) => `${(p * 100).toFixed(1)}%`;
/** @param {string} token */
const sign = (token) => token.replaceAll(" ", "␣");

/** @extends {LiveFigure<{all: number, temperatures: number[], topP: number[], texts: Text[]}>} */
class ChoosingAToken extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ text, temperature, cut }) {
    const { all, temperatures, topP, texts } = this.data, it = texts[Number(text)];
    const step = temperatures.findIndex((known) => Math.abs(known - Number(temperature)) < 0.05);
    const which = topP.indexOf(Number(cut)), kept = which < 0 ? all : it.kept[step][which];
    const shares = which < 0 ? [...it.p[step], it.others[step]] : left(it.p[step], kept, it.share[step][which]);
    const told = which < 0 ? `every token may be drawn: ${all.toLocaleString("en")}` :
      `top-p ${cut} keeps ${kept.toLocaleString("en")} ${kept === 1 ? "token" : "tokens"} of ${all.toLocaleString("en")}`;
    it.lines.forEach((line, n) => this.setParts(`line-${n}`, {}, line));
    it.tokens.forEach((token, n) => this.setParts(`token-${n}`, {}, sign(token)));
    this.setParts("kept", {}, told);
    for (const one of this.querySelectorAll("[data-bar]")) {
      const [n, x, y, long] = numbers(one, "data-bar");
      set(one, { d: bar(x, y, shares[n] * long, 22) });
    }
    for (const one of this.querySelectorAll("[data-share]")) {
      const [n, x, long] = numbers(one, "data-share");
      set(one, { x: (x + shares[n] * long).toFixed(1) }, n < 6 && n >= kept ? "out" : percent(shares[n]));
    }
    const second = kept === 1 ? "" : `, ${sign(it.tokens[1])} ${percent(shares[1])}`;
    return `Temperature ${temperatures[step].toFixed(1)}, ${which < 0 ? "every token may be drawn" : told}. ` +
      `${sign(it.tokens[0])} has ${percent(shares[0])}${second}, and all others than the six together ${percent(shares[6])}.`;
  }
}

/** The shares of the tokens that are kept, which have all of it now. @param {number[]} p @param {number} kept @param {number} share */
function left(p, kept, share) {
  const first = p.map((it, n) => (n < kept ? it : 0)), sum = first.reduce((a, b) => a + b);
  const all = kept > p.length ? share : sum;
  return [...first.map((it) => it / all), (all - sum) / all];
}

/** @param {Element} it @param {string} name */
const numbers = (it, name) => (it.getAttribute(name) ?? "").split(" ").map(Number);

customElements.define("choosing-a-token", ChoosingAToken);
