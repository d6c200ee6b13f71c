// @ts-check
// @late
// <model-map>: models by size; their memory or their cache alone, and one of them marked and told.
import { LiveFigure, set } from "../../js/figures/live-figure.js";

const VIEWS = /** @type {Record<string, string>} */ ({ memory: "Memory with 4,096 tokens kept, weights in bf16", cache: "Cache of 4,096 tokens alone" });

/** As it is shown everywhere: rounded up to hundredths. @param {number} gib */
const words = (gib) => `${(Math.ceil(gib * 100 - 1e-6) / 100).toFixed(2)} GiB`;

/** @extends {LiveFigure<{models: Record<string, [string, number, number, number]>}>} */
class ModelMap extends LiveFigure {
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("click", this.#pick);
  }

  /** The mark that is pressed, or the name. @param {MouseEvent} event */
  #pick = ({ target }) => {
    const slug = target instanceof SVGElement ? target.closest("[data-model]")?.getAttribute("data-model") : "";
    const select = this.querySelector("select");
    if (!slug || !select) return;
    select.value = slug;
    select.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /** @param {Record<string, string>} chosen */
  draw({ view = "", model = "" }) {
    for (const it of this.querySelectorAll("[data-view]")) {
      if (it.getAttribute("data-view") === view) it.removeAttribute("display");
      else it.setAttribute("display", "none");
    }
    for (const ring of this.querySelectorAll("[data-part=chosen]")) {
      const at = ring.parentElement?.querySelector(`[data-view=${view}] use[data-model="${model}"]`);
      set(ring, at ? { cx: at.getAttribute("x") ?? "", cy: at.getAttribute("y") ?? "", display: "inline" } : { cx: 0, cy: 0, display: "none" });
    }
    const its = this.data.models[model];
    if (!its) return `${VIEWS[view]}. No model is marked.`;
    const [name, size, memory, cache] = its;
    const parameters = `${Math.round(size * 1000).toLocaleString("en")} million parameters`;
    return view === "cache" ? `${VIEWS[view]}. ${name}, ${parameters}: ${words(cache)}.` : `${VIEWS[view]}. ${name}, ${parameters}: ${words(memory)}, of which the cache takes ${words(cache)}.`;
  }
}

customElements.define("model-map", ModelMap);
