// @ts-check
// Keeps the course in the browser, for reading without a network. Loaded where the site is published with that.

const base = new URL("..", import.meta.url);

async function keep() {
  await navigator.serviceWorker?.register(new URL("service-worker.js", base));
  if (navigator.serviceWorker?.controller) return;
  // This page was there before the worker, which takes it on if it is of the same build.
  const { active } = await navigator.serviceWorker.ready;
  const assets = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=assets]"))?.content;
  active?.postMessage(assets);
}

// After the page: what it needs itself comes first.
if (document.readyState === "complete") keep();
else addEventListener("load", keep);
