// @ts-check
// @late
// <offline-copy>: keeps the course in the browser, for reading without a network, where the site is published with that. The
// line at the foot of the page says so, with the size: keeping begins when a reader has had it on the screen, and they may
// stop it there.
import { site } from "../lib/site.js";

const PREFIX = `small-first:${site.pathname}:`; // as service-worker.js has it
const DECLINED = `${PREFIX}declined`; // an empty cache: whoever has told a browser to keep nothing
/** @param {string} name */
const meta = (name) => /** @type {HTMLMetaElement | null} */ (document.querySelector(`meta[name=${name}]`))?.content;

class OfflineCopy extends HTMLElement {
  #words = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
  #button = /** @type {HTMLButtonElement} */ (this.querySelector("button"));
  #act = this.#stop;

  /** What the line says, and what its button does then. @type {Record<string, [string, string, () => Promise<void>]>} */
  #states = {
    begins: [`For reading without a network, this browser is fetching the whole course (${this.dataset.size}).`, "Do not keep it", this.#stop],
    kept: [`The whole course is kept in this browser, for reading without a network (${this.dataset.size}).`, "Remove it", this.#stop],
    declined: [`The course is not kept in this browser. For reading without a network, it takes ${this.dataset.size}.`, "Keep it", this.#keep],
    failed: [`The course could not be kept in this browser: there was no room or no network (${this.dataset.size}).`, "Try again", this.#keep],
  };

  connectedCallback() {
    // Where the browser keeps nothing (a private window, storage that is blocked), the course is read from the network.
    const refused = (/** @type {unknown} */ error) => {
      console.info("Not kept for reading without a network:", error);
      this.hidden = true;
    };
    this.#button.addEventListener("click", () => this.#act().catch(refused));
    this.#begin().catch(refused);
  }

  async #begin() {
    const href = new URL(meta("offline") ?? "", site).href;
    document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href }));
    const had = await navigator.serviceWorker.getRegistration(site);
    if (!had && (await caches.has(DECLINED))) return this.#say("declined");
    if (!had) await this.#told();
    if (this.#act === this.#stop) await this.#keep();
  }

  /** Resolves when the line has been on the screen. */
  #told() {
    return new Promise((resolve) => new IntersectionObserver(([{ isIntersecting }], observer) => {
      if (isIntersecting) observer.disconnect(), resolve(true);
    }).observe(this));
  }

  async #keep() {
    await caches.delete(DECLINED);
    const { serviceWorker } = navigator;
    const registration = await serviceWorker.register(new URL("service-worker.js", site));
    const { installing } = registration;
    this.#say(registration.active ? "kept" : "begins");
    installing?.addEventListener("statechange", () => {
      if (installing.state === "redundant" && !registration.active && this.#act === this.#stop) this.#say("failed");
    });
    const { active } = await serviceWorker.ready;
    if (this.#act === this.#stop) this.#say("kept"); // not stopped meanwhile
    // This page was there before the worker, which takes it on if it is of the same build.
    if (!serviceWorker.controller) active?.postMessage(meta("assets"));
  }

  /** All that is kept goes, and it stays so until it is asked for. */
  async #stop() {
    this.#act = this.#keep;
    await caches.open(DECLINED);
    await (await navigator.serviceWorker.getRegistration(site))?.unregister();
    const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== DECLINED);
    await Promise.all(names.map((name) => caches.delete(name)));
    this.#say("declined");
  }

  /** @param {string} state */
  #say(state) {
    [this.#words.textContent, this.#button.textContent, this.#act] = this.#states[state];
  }
}

customElements.define("offline-copy", OfflineCopy);
