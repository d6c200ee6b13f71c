// @ts-check
// @late
// <cut-plane>: a small network, trained here on the four mails, and the plane as it cuts it. The same start ends at the
// same numbers: hooks/course/commands/record/small_networks.py draws and trains by the same sums, in the same order.
import { scale } from "../../../../js/figures/chart.js";
import { LiveFigure } from "../../../../js/figures/live-figure.js";

/** Two weights, the bias, and what the answer takes of it. @typedef {[number, number, number, number]} Neuron */
/** @typedef {{neurons: Neuron[], last: number}} Network */
/** How a flat sheet rises, and its height at (0, 0). @typedef {number[]} Sheet */
/** @typedef {number[][]} Polygon */

const MAILS = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]; // a refund, a replacement; is it one wish?
const [RATE, NEAR, CLEAR] = [0.1, 0.1, 0.51];
const SQUARE = [[-0.5, -0.5], [1.5, -0.5], [1.5, 1.5], [-0.5, 1.5]];
const [x, y, along] = [[0, 240], [240, 0], [0, 230]].map(([start, end]) => scale(-0.5, 1.5, start, end));

/** Numbers between -1 and 1, the same for the same start: mulberry32. @param {number} state */
const draws = (state) => () => {
  state = (state + 0x6d2b79f5) | 0;
  let it = Math.imul(state ^ (state >>> 15), state | 1);
  it ^= it + Math.imul(it ^ (it >>> 7), it | 61);
  return (((it ^ (it >>> 14)) >>> 0) / 2 ** 32) * 2 - 1;
};

/** @param {number} start @param {number} hidden @returns {Network} */
function begin(start, hidden) {
  const draw = draws(start), last = draw();
  return { last, neurons: Array.from({ length: hidden }, () => [draw(), draw(), draw(), draw()]) };
}

/** @param {Network} network @param {number} a @param {number} b */
function forward({ neurons, last }, a, b) {
  const sums = neurons.map((n) => n[0] * a + n[1] * b + n[2]);
  return { sums, answer: sums.reduce((sum, it, k) => sum + Math.max(it, 0) * neurons[k][3], last) };
}

/** One step down the loss of all four mails, backwards through the two layers. @param {Network} network */
function step(network) {
  const slopes = network.neurons.map(() => [0, 0, 0, 0]);
  let toLast = 0;
  for (const [a, b, right] of MAILS) {
    const { sums, answer } = forward(network, a, b), slope = (2 * (answer - right)) / 4;
    toLast += slope;
    sums.forEach((sum, k) => {
      const back = sum > 0 ? slope * network.neurons[k][3] : 0; // nothing passes a neuron that is cut to 0
      [back * a, back * b, back, Math.max(sum, 0) * slope].forEach((it, n) => (slopes[k][n] += it));
    });
  }
  network.neurons.forEach((neuron, k) => slopes[k].forEach((it, n) => (neuron[n] -= RATE * it)));
  network.last -= RATE * toLast;
}

/** @param {Sheet} sheet @param {number[]} point */
const height = ([a, b, c], [p, q]) => a * p + b * q + c;

/** Where the edge of a polygon meets the line on which a sheet is 0; and, with `inside`, the part where it is above.
 * @param {Polygon} polygon @param {Sheet} sheet @param {boolean} inside */
const kept = (polygon, sheet, inside) => polygon.flatMap((here, n) => {
  const there = polygon[(n + 1) % polygon.length], up = height(sheet, here), down = height(sheet, there), share = up / (up - down);
  return [
    ...(inside && up > 0 ? [here] : []),
    ...(up > 0 === down > 0 ? [] : [here.map((it, k) => it + share * (there[k] - it))]),
  ];
});

/** Where the answer is above a half. Each neuron cuts the plane along a line; between the lines the answer is flat. @param {Network} network */
function clear({ neurons, last }) {
  /** @type {[Polygon, Sheet][]} */
  let sheets = [[SQUARE, [0, 0, last - CLEAR]]];
  for (const [a, b, c, weight] of neurons) {
    sheets = sheets.flatMap(([polygon, [p, q, r]]) => [
      [kept(polygon, [a, b, c], true), [p + weight * a, q + weight * b, r + weight * c]],
      [kept(polygon, [-a, -b, -c], true), [p, q, r]],
    ]);
  }
  return sheets.map(([polygon, sheet]) => kept(polygon, sheet, true));
}

/** @param {Polygon[number]} point */
const at = ([a, b]) => `${x(a)} ${y(b)}`;

/** @param {Polygon[]} polygons @param {string} end */
const path = (polygons, end) =>
  polygons.filter((it) => it.length).map((it) => `M${it.map(at).join("L")}${end}`).join("");

/** @param {number} n */
const two = (n) => (Math.round(n * 100) / 100 + 0).toFixed(2);

/** @extends {LiveFigure<null>} */
class CutPlane extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ hidden, start, steps }) {
    const network = begin(Number(start), Number(hidden));
    for (let n = 0; n < Number(steps); n++) step(network);
    this.setParts("clear", { d: path(clear(network), "Z") });
    this.setParts("cuts", { d: path(network.neurons.map((neuron) => kept(SQUARE, neuron, false)), "") });
    const answers = MAILS.map(([a, b]) => forward(network, a, b).answer);
    answers.forEach((answer, n) => {
      this.setParts(`answer-${n}`, { cx: along(Math.min(Math.max(answer, -0.5), 1.5)) });
      this.setParts(`said-${n}`, {}, two(answer));
    });
    const errors = answers.map((answer, n) => answer - MAILS[n][2]);
    const loss = errors.reduce((sum, it) => sum + it * it, 0) / 4;
    const told = errors.every((it) => Math.abs(it) < NEAR) ? "Found: each of the four answers is right to within 0.1."
      : `Not found: neither ${two(answers[0])}, replacement ${two(answers[1])}, refund ${two(answers[2])}, both ${two(answers[3])}.`;
    return `Start ${start}, ${hidden} hidden neuron${hidden === "1" ? "" : "s"}, ${steps} steps: the loss is ${loss.toFixed(3)}. ${told}`;
  }
}

customElements.define("cut-plane", CutPlane);
