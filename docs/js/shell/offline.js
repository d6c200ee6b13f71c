// @ts-check
// Keeps the course in the browser, for reading without a network, where the site is published with that. The foot of the
// page says so, with the size: keeping begins when a reader has had that line on the screen, and they may stop it there.
// Fetched after the page.
import { site } from "../lib/site.js";

const PREFIX = `small-first:${site.pathname}:`; // as service-worker.js has it
const DECLINED = `${PREFIX}declined`; // an empty cache: whoever has told a browser to keep nothing
const line = /** @type {HTMLElement} */ (document.querySelector(".sf-offline"));
const [words, button] = /** @type {[HTMLElement, HTMLButtonElement]} */ ([...line.children]);
const size = line.dataset.size;

/** What the line says, and what its button does then. @type {Record<string, [string, string, () => Promise<void>]>} */
const STATES = {
  begins: [`For reading without a network, this browser is fetching the whole course (${size}).`, "Do not keep it", stop],
  kept: [`The whole course is kept in this browser, for reading without a network (${size}).`, "Remove it", stop],
  declined: [`The course is not kept in this browser. For reading without a network, it takes ${size}.`, "Keep it", keep],
  failed: [`The course could not be kept in this browser: there was no room or no network (${size}).`, "Try again", keep],
};
let act = stop;

/** @param {string} state */
function say(state) {
  [words.textContent, button.textContent, act] = STATES[state];
}

async function keep() {
  await caches.delete(DECLINED);
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(new URL("service-worker.js", site));
  const { installing } = registration;
  say(registration.active ? "kept" : "begins");
  installing?.addEventListener("statechange", () => {
    if (installing.state === "redundant" && !registration.active && act === stop) say("failed");
  });
  const { active } = await serviceWorker.ready;
  if (act === stop) say("kept"); // not stopped meanwhile
  // This page was there before the worker, which takes it on if it is of the same build.
  if (!serviceWorker.controller) active?.postMessage(meta("assets"));
}

/** All that is kept goes, and it stays so until it is asked for. */
async function stop() {
  act = keep;
  await caches.open(DECLINED);
  await (await navigator.serviceWorker.getRegistration(site))?.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== DECLINED);
  await Promise.all(names.map((name) => caches.delete(name)));
  say("declined");
}

/** Resolves when the line has been on the screen. */
const told = () => new Promise((resolve) => new IntersectionObserver(([{ isIntersecting }], observer) => {
  if (isIntersecting) observer.disconnect(), resolve(true);
}).observe(line));

async function begin() {
  const href = new URL(meta("offline") ?? "", site).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href }));
  const had = await navigator.serviceWorker.getRegistration(site);
  if (!had && (await caches.has(DECLINED))) say("declined");
  else if (had || (await told())) if (act === stop) await keep();
}

/** @param {string} name */
function meta(name) {
  return /** @type {HTMLMetaElement | null} */ (document.querySelector(`meta[name=${name}]`))?.content;
}

// Where the browser keeps nothing (a private window, storage that is blocked), the course is read from the network.
/** @param {unknown} error */
const refused = (error) => {
  console.info("Not kept for reading without a network:", error);
  line.hidden = true;
};
button.addEventListener("click", () => act().catch(refused));
begin().catch(refused);
