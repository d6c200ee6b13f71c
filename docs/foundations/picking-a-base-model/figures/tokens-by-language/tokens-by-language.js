// @ts-check
// @late
// <tokens-by-language>: what tokenizers make of one text in a language that the reader chooses, beside its English.
import { bar } from "../../../../js/figures/chart.js";
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** `tokens` by language and tokenizer, `families` their names. @typedef {{most: number, families: Record<string, string>, tokens: Record<string, Record<string, number>>}} Counts */

const HIGH = 20; // of a bar

/** @extends {LiveFigure<Counts>} */
class TokensByLanguage extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ language, ...families }) {
    const { most, tokens } = this.data;
    const counted = tokens[language];
    for (const it of this.querySelectorAll("[data-row]"))
      set(it, { display: families[it.getAttribute("data-row") ?? ""] ? "inline" : "none" });
    for (const it of this.querySelectorAll("[data-bar]")) {
      const [family, x, y, long] = words(it, "data-bar");
      set(it, { d: bar(Number(x), Number(y), (counted[family] / most) * Number(long), HIGH) });
    }
    for (const it of this.querySelectorAll("[data-count]")) {
      const [family, x, long] = words(it, "data-count");
      set(it, { x: (Number(x) + (counted[family] / most) * Number(long)).toFixed(1) }, counted[family].toLocaleString("en"));
    }
    this.setParts("language", {}, language);
    const said = Object.entries(this.data.families).filter(([family]) => families[family]).map(([family, name]) =>
      `${name} ${counted[family].toLocaleString("en")} tokens, ${(counted[family] / tokens.English[family]).toFixed(2)} times its English`);
    return `${language}: ${said.join("; ") || "no tokenizer is chosen"}.`;
  }
}

/** @param {Element} it @param {string} name */
const words = (it, name) => (it.getAttribute(name) ?? "").split(" ");

customElements.define("tokens-by-language", TokensByLanguage);
