// @ts-check
// Keys of one letter, where nothing is typed and a reader has not turned them off; the button at the foot lists them always
import { KEYS_OFF, setting } from "../store/answers.js";

const press = (/** @type {string} */ key) => import("./shortcut-list.js").then((list) => list.press(key), console.warn);
addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (!/^[?/snp]$/.test(key) || ctrlKey || metaKey || altKey || setting("shortcuts")?.value.value === KEYS_OFF) return;
  if (target instanceof Element && target.closest("input:not([type=radio], [type=checkbox]), select, textarea, dialog")) return;
  event.preventDefault();
  press(key);
});
document.querySelector(".sf-colophon [data-keys]")?.addEventListener("click", () => press("?"));
