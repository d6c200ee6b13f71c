// @ts-check
// @late
// <lora-adapter>: rank and matrices are chosen, and the strips beside the frozen matrices are drawn to scale and counted.
import { LiveFigure, set } from "../../../../js/figures/live-figure.js";

/** Each matrix: its name, how many numbers it gives and takes. @typedef {{blocks: number, parameters: number, matrices: [string, number, number][]}} Sizes */

/** @param {number} n */
const counted = (n) => n.toLocaleString("en");

/** @extends {LiveFigure<Sizes>} */
class LoraAdapter extends LiveFigure {
  /** @override @param {Record<string, string>} chosen */
  draw({ rank, ...on }) {
    const { blocks, parameters, matrices } = this.data;
    const some = matrices.filter(([name]) => on[name]);
    const block = some.reduce((sum, [, out, into]) => sum + Number(rank) * (out + into), 0);
    const all = block * blocks;
    const share = `${((all / parameters) * 100).toFixed(1)}%`;
    for (const it of this.querySelectorAll("[data-thin]")) {
      const [side, end, unit] = (it.getAttribute("data-thin") ?? "").split(" ");
      const thick = on[it.getAttribute("data-part") ?? ""] ? Number(rank) / Number(unit) : 0;
      set(it, { [side]: rounded(thick), [side === "width" ? "x" : "y"]: rounded(Number(end) - thick) });
    }
    for (const it of this.querySelectorAll("[data-tip]")) {
      const width = Number((it.getAttribute("data-tip") ?? "").split(" ")[1]);
      set(it, { width: ((width * all) / parameters).toFixed(1) });
    }
    this.setParts("block", {}, counted(block));
    this.setParts("all", {}, counted(all));
    this.setParts("share", {}, share);
    if (!all) return "No matrix has an adapter: nothing is trained.";
    return `Rank ${rank} on ${some.length} of ${matrices.length} matrices: ${counted(block)} numbers in a block, ` +
      `${counted(all)} in all, ${share} of the model. A file of ${((all * 2) / 1e6).toFixed(1)} MB.`;
  }
}

/** As the drawing has it: two decimals at most, and one at least. @param {number} n */
const rounded = (n) => {
  const text = `${Math.round(n * 100) / 100}`;
  return text.includes(".") ? text : `${text}.0`;
};

customElements.define("lora-adapter", LoraAdapter);
