// @ts-check
// Keys of one letter, where nothing is typed and a reader has not turned them off; the button at the foot lists them always
import { setting } from "../store/answers.js";

const press = (/** @type {string} */ key) => import("./shortcuts.js").then((keys) => keys.press(key), console.warn);
addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (!/^[?/snp]$/.test(key) || ctrlKey || metaKey || altKey || setting("shortcuts")?.value.value === 2) return;
  if (target instanceof Element && target.closest("input:not([type=radio], [type=checkbox]), select, textarea, dialog")) return;
  event.preventDefault();
  press(key);
});
document.querySelector(".sf-colophon [data-keys]")?.addEventListener("click", () => press("?"));
