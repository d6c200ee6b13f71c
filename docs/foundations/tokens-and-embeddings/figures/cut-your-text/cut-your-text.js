// @ts-check
// @late
// <cut-your-text>: texts as SmolLM2's tokenizer cuts them. For the reader's own, its merges are fetched when asked for.
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** @typedef {{text: string, ids: number[], pieces: string[]}} Cut */
/** @typedef {{special: string[], merges: number, texts: Record<string, Cut>}} Data */

const DRAWN = 60, SAID = 12; // tokens
const SIGNS = [[" ", "␣"], ["\n", "↵"], ["\t", "⇥"]];

/** @param {string} piece */
const signs = (piece) => SIGNS.reduce((text, [from, to]) => text.replaceAll(from, to), piece);

/** In columns, of which most scripts take one for a character. @param {string} text */
const columns = (text) => text.replace(/\p{M}/gu, "").replace(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\uffef\u{1f300}-\u{1faff}]/gu, "##").length;

/** @extends {LiveFigure<Data>} */
class CutYourText extends LiveFigure {
  /** It gives up what is no longer wanted. @type {((text: string) => Promise<Cut | undefined>) | undefined} */
  #cutter;
  /** @type {Cut | undefined} */
  #cut;
  #wanted = "";
  #told = "Press the button: the table of merges is not here yet.";

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("input", ({ target }) => target instanceof HTMLTextAreaElement && this.#own(), true);
    this.querySelector("button")?.addEventListener("click", () => this.#fetch());
  }

  /** @override @param {Record<string, string>} chosen */
  draw({ which, own }) {
    this.#wanted = "";
    if (which) return this.#show(this.data.texts[which]);
    if (own && this.#cut?.text === own) return this.#show(this.#cut);
    this.#boxes([], []);
    if (!own) return "Write or paste a text into the box.";
    if (!this.#cutter) return this.#told;
    this.#wanted = own;
    this.#cutter(own).then((cut) => {
      if (cut) this.#cut = cut, this.#again();
    });
    return "Cutting…";
  }

  /** What stands in the box is what is shown. */
  #own() {
    const which = this.querySelector("select");
    if (which) which.value = "";
  }

  #again() {
    this.dispatchEvent(new Event("input"));
  }

  async #fetch() {
    this.#own();
    this.#told = "Fetching the table…";
    this.#again();
    try {
      this.#cutter ??= await this.#load();
    } catch {
      this.#told = "The table did not come. When you are online, press the button again.";
    }
    this.#again();
  }

  async #load() {
    const [{ encode, inParts, piece, read }, { body }] = await Promise.all([import("../../../../js/lib/bpe.js"), fetch(new URL("merges.bin", import.meta.url))]);
    const file = await new Response(body?.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    const table = await inParts(read(new Uint8Array(file), this.data.special, this.data.merges));
    return async (/** @type {string} */ text) => {
      const ids = table && await inParts(encode(table, text), () => this.#wanted === text);
      return ids && { text, ids, pieces: ids.slice(0, DRAWN).map((it) => piece(table, it)) };
    };
  }

  /** @param {Cut} cut */
  #show({ text, ids, pieces }) {
    this.#boxes(pieces, ids);
    const tokens = ids.filter((it) => it >= 0).length, characters = [...text].length, lost = ids.length - tokens;
    const said = pieces.slice(0, SAID).map((it) => `“${signs(it)}”`), more = ids.length - said.length;
    return `${count(tokens, "token")} for ${count(characters, "character")}, ${(characters / tokens).toFixed(1)} characters a token: ` +
      said.join(", ") + (more ? ` and ${more.toLocaleString("en")} more.` : ".") +
      (lost ? ` The model never sees ${count(lost, "byte")} of it, for which there is no token.` : "");
  }

  /** As many as there is room for, with the numbers below. @param {string[]} pieces @param {number[]} ids */
  #boxes(pieces, ids) {
    for (const group of this.querySelectorAll("[data-boxes]")) {
      const [wide, rows] = (group.getAttribute("data-boxes") ?? "").split(" ").map(Number);
      let x = 6, row = 0;
      group.replaceChildren();
      for (const [n, it] of pieces.entries()) {
        const piece = signs(it), id = ids[n] < 0 ? "–" : `${ids[n]}`;
        const width = Math.min(Math.max(9 * columns(piece) + 12, 8 * id.length + 10), wide - 6);
        if (x + width > wide) [x, row] = [6, row + 1];
        if (row === rows) break;
        const y = row * 62, middle = x + width / 2;
        group.append(
          made("rect", { x, y: y + 8, width, height: 28, rx: 3, class: "fig-line fig-soft" }),
          made("text", { x: middle, y: y + 27, class: "fig-mid fig-code" }, piece.slice(0, (width - 12) / 9)),
          made("text", { x: middle, y: y + 54, class: "fig-mid fig-small fig-muted" }, id),
        );
        x += width + 5;
      }
    }
  }
}

/** @param {number} n @param {string} what */
const count = (n, what) => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] */
function made(tag, attributes, text) {
  const it = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(it, attributes, text);
  return it;
}

customElements.define("cut-your-text", CutYourText);
