// @ts-check
// @late
// <head-looks>: where a head looks from one token of a sentence, as the real model did.
import { bar } from "../../../../js/figures/chart.js";
import { LiveFigure } from "../../../../js/figures/live-figure.js";

/** A sentence's tokens, their middles on a line, and heads with their shares: a row for each token that looks back.
 * @typedef {{pieces: string[], middles: number[], heads: [string, number[][]][]}} Looks */

const SHOWN = 4; // shares that are told, if they are not 0.0%; the others are told together
/** @param {number} n */
const round = (n) => Math.round(n * 10) / 10;
/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(1)}%`;

/** As broad as the share; what a token keeps stands on it. @param {number} from @param {number} to @param {number} share */
function arc(from, to, share) {
  const half = share * 8;
  const up = 192 - 0.36 * (from - to);
  const [a, b, c, d, outer, inner] = [from + half, to - half, to + half, from - half, up - half, up + half].map(round);
  return from === to ? `M${d} 222v-30h${round(2 * half)}v30z`
    : `M${a} 222C${a} ${outer} ${b} ${outer} ${b} 222H${c}C${c} ${inner} ${d} ${inner} ${d} 222z`;
}

/** @extends {LiveFigure<Looks>} */
class HeadLooks extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ head, token }) {
    const { pieces, heads } = this.data;
    const [[name, rows], from] = [heads[Number(head)], Number(token)];
    pieces.forEach((_, n) => this.#token(n, from, rows[from][n] ?? 0));
    this.setParts("name", {}, name);
    return `${name}, from token ${from + 1}, “${pieces[from].trim()}”: ${this.#told(rows[from], from)}`;
  }

  /** @param {number} n @param {number} from @param {number} share */
  #token(n, from, share) {
    this.setParts(`word-${n}`, { class: `fig-code${n === from ? " fig-accent fig-strong" : n > from ? " fig-muted" : ""}` });
    const seen = share >= 0.01;
    this.setParts(`share-${n}`, {}, seen ? (share * 100).toFixed(0) : "");
    this.setParts(`arc-${n}`, { d: seen ? arc(this.data.middles[from], this.data.middles[n], share) : "M0 0" });
    this.setParts(`bar-${n}`, { d: n > from ? "M0 0" : bar(98, 48 + n * 24, share * 180, 14) });
  }

  /** @param {number[]} row @param {number} from */
  #told(row, from) {
    const told = row.map((_, n) => n).filter((n) => row[n] >= 0.0005);
    const best = told.sort((a, b) => row[b] - row[a]).slice(0, SHOWN);
    const rest = Math.max(0, 1 - best.reduce((sum, n) => sum + row[n], 0));
    const name = (/** @type {number} */ n) => (n === from ? "itself" : `“${this.data.pieces[n].trim()}”`);
    const words = best.map((n) => `${name(n)} ${percent(row[n])}`);
    const after = this.data.pieces.length - 1 - from;
    if (row.length > best.length) words.push(`all others ${percent(rest)}`);
    return `${words.join(", ")}. ` +
      (after ? (after > 1 ? `The ${after} after it are not seen.` : "The one after it is not seen.") : "Nothing comes after it.");
  }
}

customElements.define("head-looks", HeadLooks);
