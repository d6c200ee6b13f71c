// @ts-check
// @late
// <two-parameter-model>: a line whose two numbers a reader sets. The mails stay; the errors follow the line.
import { scale } from "../../../../js/figures/chart.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

const [LONGEST, TOP] = [5, 14]; // hundreds of words, minutes

/** @param {number} by */
const off = (by) => `${by < 0 ? "−" : "+"}${Math.abs(by).toFixed(2)}`;

/** @param {number} by */
const inWords = (by) => (Math.abs(by) < 0.005 ? "exact" : `${Math.abs(by).toFixed(2)} too ${by > 0 ? "much" : "little"}`);

/** @extends {LiveFigure<{mails: [length: number, took: number][], unseen: number}>} */
class TwoParameterModel extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw(chosen) {
    const [w, b] = [Number(chosen.w), Number(chosen.b)];
    const says = (/** @type {number} */ length) => w * length + b;
    const { mails, unseen } = this.data;
    for (const plot of this.querySelectorAll("[data-plot]")) this.#plot(plot, w, b);
    this.setParts("w", {}, w.toFixed(1));
    this.setParts("b", {}, b.toFixed(2));
    for (const length of [...mails.map(([it]) => it), unseen]) this.setParts(`says-${length}`, {}, says(length).toFixed(2));
    for (const [length, took] of mails) this.setParts(`off-${length}`, {}, off(says(length) - took));
    const told = mails.map(([length, took]) =>
      `${length * 100} words took ${took} minutes, and the line says ${says(length).toFixed(2)}: ${inWords(says(length) - took)}.`);
    return `minutes = ${w.toFixed(1)} × length + ${b.toFixed(2)}. ${told.join(" ")} ` +
      `For ${unseen * 100} words, which nobody has timed, it says ${says(unseen).toFixed(2)}.`;
  }

  /** @param {Element} plot @param {number} w @param {number} b */
  #plot(plot, w, b) {
    const [left, right, bottom, top] = (plot.getAttribute("data-plot") ?? "").split(" ").map(Number);
    const x = scale(0, LONGEST, left, right), y = scale(0, TOP, bottom, top);
    const end = Math.min(LONGEST, w > 0 ? (TOP - b) / w : LONGEST); // where the line leaves the drawing
    /** @type {Record<string, Record<string, string | number>>} */
    const parts = {
      line: { d: `M${x(0)} ${y(b)}L${x(end)} ${y(w * end + b)}` },
      unseen: { cy: y(w * this.data.unseen + b) },
    };
    for (const [length, took] of this.data.mails) parts[`error-${length}`] = { d: `M${x(length)} ${y(took)}V${y(w * length + b)}` };
    for (const [name, attributes] of Object.entries(parts)) {
      const part = plot.querySelector(`[data-part="${name}"]`);
      if (part) set(part, attributes);
    }
  }
}

customElements.define("two-parameter-model", TwoParameterModel);
