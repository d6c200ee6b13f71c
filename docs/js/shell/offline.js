// @ts-check
// Keeps the course in the browser, for reading without a network. Fetched after the page, where the site is published
// with that.
import { site } from "../lib/site.js";

/** @param {string} name */
const meta = (name) => /** @type {HTMLMetaElement | null} */ (document.querySelector(`meta[name=${name}]`))?.content;

async function keep() {
  const { href } = new URL(meta("offline") ?? "", site);
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href }));
  const { serviceWorker } = navigator;
  await serviceWorker.register(new URL("service-worker.js", site));
  if (serviceWorker.controller) return;
  // This page was there before the worker, which takes it on if it is of the same build.
  const { active } = await serviceWorker.ready;
  active?.postMessage(meta("assets"));
}

// Where the browser keeps nothing (a private window, storage that is blocked), the course is read from the network.
keep().catch((error) => console.info("Not kept for reading without a network:", error));
