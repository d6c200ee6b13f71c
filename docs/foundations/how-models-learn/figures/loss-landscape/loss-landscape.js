// @ts-check
// @late
// <loss-landscape>: gradient descent on two numbers, a step at a time, on the map of their loss.
import { scale } from "../../../../js/figures/chart.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** Where a path stands, and the slopes there. @typedef {{w: number, b: number, loss: number, slopes: [number, number]}} Place */

/** @param {number} n */
const shown = (n) => (Math.abs(n) < 1000 ? n.toFixed(3).replace(/^-(0\.0+)$/, "$1") : Math.round(n).toLocaleString("en")).replace("-", "−");

/** @extends {LiveFigure<{mails: [number, number][]}>} */
class LossLandscape extends LiveFigure {
  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button"), steps = this.querySelector("input");
      if (!button || !steps) return;
      steps.valueAsNumber += Number(button.dataset.step);
      steps.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  /** @override @param {Record<string, string>} chosen */
  draw({ rate, steps }) {
    const path = this.#path(Number(rate), Number(steps)), here = path[path.length - 1];
    for (const plot of this.querySelectorAll("[data-plot]")) {
      const [x, y] = scales(plot, "data-plot", [-2, 6], [-1.5, 4]);
      const places = path.map(({ w, b }) => `${x(w)} ${y(b)}`);
      part(plot, "path", { d: `M${places.join("L")}` });
      part(plot, "dots", { d: places.map((place) => `M${place}h0`).join("") });
      part(plot, "here", { cx: x(here.w), cy: y(here.b) });
    }
    for (const plot of this.querySelectorAll("[data-line]")) {
      const [x, y] = scales(plot, "data-line", [0, 4], [0, 10]);
      part(plot, "line", { d: `M${x(0)} ${y(here.b)}L${x(4)} ${y(here.w * 4 + here.b)}` });
    }
    const taken = `${steps} ${steps === "1" ? "step" : "steps"}`;
    this.setParts("steps", {}, taken);
    for (const [name, n] of Object.entries({ w: here.w, b: here.b, loss: here.loss, "slope-w": here.slopes[0], "slope-b": here.slopes[1] }))
      this.setParts(name, {}, shown(n));
    return say(rate, taken, here);
  }

  /** From w = 0 and b = 0. @param {number} rate @param {number} steps */
  #path(rate, steps) {
    const path = [this.#place(0, 0)];
    for (let n = 0; n < steps; n++) {
      const { w, b, slopes } = path[n];
      path.push(this.#place(w - rate * slopes[0], b - rate * slopes[1]));
    }
    return path;
  }

  /** @param {number} w @param {number} b @returns {Place} */
  #place(w, b) {
    const { mails } = this.data, errors = mails.map(([long, minutes]) => w * long + b - minutes);
    /** @param {(error: number, n: number) => number} of */
    const mean = (of) => errors.map(of).reduce((a, b) => a + b) / mails.length;
    return { w, b, loss: mean((it) => it * it), slopes: [2 * mean((it, n) => it * mails[n][0]), 2 * mean((it) => it)] };
  }
}

/** @param {string} rate @param {string} taken @param {Place} here */
function say(rate, taken, { w, b, loss, slopes }) {
  const [next, then] = [w, b].map((it, n) => `${shown(it)} − ${rate} × ${shown(slopes[n])} = ${shown(it - Number(rate) * slopes[n])}`);
  const off = w < -2 || w > 6 || b < -1.5 || b > 4 ? " This is off the map." : "";
  return `Learning rate ${rate}, after ${taken}: w = ${shown(w)}, b = ${shown(b)}, loss ${shown(loss)}.${off} ` +
    `The slope for w is ${shown(slopes[0])}, that for b ${shown(slopes[1])}. The next step takes w to ${next}, and b to ${then}.`;
}

/** @param {Element} plot @param {string} name @param {[number, number]} across @param {[number, number]} up */
function scales(plot, name, across, up) {
  const [left, right, bottom, top] = (plot.getAttribute(name) ?? "").split(" ").map(Number);
  return [scale(...across, left, right), scale(...up, bottom, top)];
}

/** @param {Element} plot @param {string} name @param {Record<string, string | number>} attributes */
function part(plot, name, attributes) {
  const it = plot.querySelector(`[data-part="${name}"]`);
  if (it) set(it, attributes);
}

customElements.define("loss-landscape", LossLandscape);
