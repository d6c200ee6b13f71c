// @ts-check
// @late
// <two-neurons>: one mail on its way through the network that the text works out by hand, with its bends and without.
import { LiveFigure } from "../../../../js/figures/live-figure.js";

/** A neuron's two weights and its bias; what the answer takes of each; words, refund and replacement of each mail.
 * @typedef {{into: number[][], out: number[], mails: [string, number, number][]}} Network */

/** @param {number} n */
const signed = (n) => (n < 0 ? `−${-n}` : `${n}`);
/** @param {number} n */
const added = (n) => (n < 0 ? `− ${-n}` : `+ ${n}`);

/** @extends {LiveFigure<Network>} */
class TwoNeurons extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ mail, cut }) {
    const { into, out, mails } = this.data;
    const [words, refund, replacement] = mails[Number(mail)];
    const sums = into.map(([a, b, bias]) => a * refund + b * replacement + bias);
    const given = sums.map((sum) => (cut ? Math.max(sum, 0) : sum));
    const answer = given[0] * out[0] + given[1] * out[1];
    const verdict = answer === 1 ? "the wish is clear" : answer === 0 ? "ask back" : "neither 0 nor 1";
    for (const [name, value] of Object.entries({ refund, replacement, h1: given[0], h2: given[1] })) {
      this.setParts(name, {}, signed(value));
      this.setParts(`from-${name}`, { class: `fig-line ${value ? "fig-accent fig-thick" : "fig-muted"}` });
    }
    sums.forEach((sum, n) => {
      const closed = sum < 0 && cut;
      this.setParts(`h${n + 1}-ring`, { class: `fig-line fig-paper${closed ? " fig-dash" : ""}` });
      this.setParts(`h${n + 1}-sum`, {}, `${refund} + ${replacement} ${added(into[n][2])} = ${signed(sum)}${closed ? ", cut to 0" : ""}`);
    });
    this.setParts("y", {}, signed(answer));
    this.setParts("y-sum", {}, `${signed(given[0])} × ${out[0]} ${given[1] < 0 ? "+" : "−"} ${Math.abs(given[1])} × ${-out[1]} = ${signed(answer)}`);
    this.setParts("verdict", {}, verdict);
    return `${words}, ${cut ? "cut at zero" : "nothing cut"}. The sums are ${signed(sums[0])} and ${signed(sums[1])}, ` +
      `the neurons give ${signed(given[0])} and ${signed(given[1])}, the answer is ${signed(answer)}: ${verdict}.`;
  }
}

customElements.define("two-neurons", TwoNeurons);
