// @ts-check
// <site-search>: the box in the header and its results. The theme's search worker does the searching; it and the index
// are fetched at the first use, so a reader who does not search does not pay for them.
import { site } from "../lib/site.js";
/** What the worker answers: pages, each with its sections, best first. Titles and texts are HTML with <mark>.
 * @typedef {{location: string, title: string, text: string, score: number, terms: Record<string, boolean>}} Found */

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // the worker's kinds of message
const AT_ONCE = 30; // pages in the list: more than the course has

class SiteSearch extends HTMLElement {
  #toggle = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  #input = /** @type {HTMLInputElement} */ (this.querySelector("input"));
  #status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
  #list = /** @type {HTMLElement} */ (this.querySelector("ol"));
  #config = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
  #script = new URL(this.#config.search ?? "", location.href);
  /** Settles always: on nothing where a part could not be fetched. @type {Promise<Worker | void> | undefined} */ #worker;
  /** @type {typeof import("./search-words.js") | undefined} */ #words;
  #asked = "";
  /** Words of another spelling were asked for, as nothing has these. */ #near = false;
  #busy = false;

  connectedCallback() {
    this.#list.hidden = true;
    this.addEventListener("pointerdown", () => this.#prepare());
    this.#input.addEventListener("focus", () => this.#open(true));
    this.#input.addEventListener("input", () => this.#prepare());
    this.querySelector("form")?.addEventListener("reset", () => setTimeout(() => this.#reset()));
    this.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const best = /** @type {HTMLElement | null} */ (this.#list.querySelector("li:first-child a[data-best]"));
      (best ?? this.#links[0])?.click();
    });
    document.querySelector(".sf-find")?.addEventListener("click", () => this.#open(true));
    for (const part of this.querySelectorAll(".md-search__overlay, .sf-search__close")) {
      part.addEventListener("click", () => this.#open(false));
    }
    this.#toggle.addEventListener("change", () => this.#tell());
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.contains(/** @type {Node} */ (relatedTarget))) this.#open(false);
    });
    this.#list.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a")) this.#open(false);
    });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "k") {
        event.preventDefault();
        this.#open(true);
      }
    });
    if (document.activeElement === this.#input) this.#open(true);
  }

  /** @param {boolean} open */
  #open(open) {
    if (this.#toggle.checked !== open) this.#toggle.click();
    else this.#tell();
  }

  /** The toggle is what the style sheet looks at. */
  #tell() {
    const open = this.#toggle.checked;
    this.#list.hidden = !open;
    if (!open) return this.#input.blur();
    this.#prepare();
    if (!this.contains(document.activeElement)) this.#input.focus();
  }

  #prepare() {
    this.#worker ??= Promise.all([start(this.#script), import("./search-words.js")]).then(([worker, words]) => {
      this.#words = words;
      worker.addEventListener("message", ({ data }) => data.type === RESULT && this.#show(data.data.items));
      this.#reset();
      return worker;
    }).catch(() => {
      this.#worker = undefined; // tried again at the next use
      this.#status.textContent = "The search could not be fetched. Is there a network?";
    });
    this.#ask();
  }

  /** One question at a time: what was typed meanwhile is asked when the answer is there. */
  async #ask() {
    const query = this.#input.value.trim();
    const worker = await this.#worker?.catch(() => undefined); // why there is none is told by #prepare
    if (!worker || this.#busy || query === this.#asked || query !== this.#input.value.trim()) return;
    this.#asked = query;
    if (!query) return this.#reset();
    this.#near = false;
    this.#post(this.#words?.queryOf(query));
  }

  /** In the worker's language; where there is no word in it, nothing can be found. @param {string | undefined} query @returns {void} */
  #post(query) {
    if (!query) return this.#show([]);
    this.#busy = true;
    this.#worker?.then((worker) => worker?.postMessage({ type: QUERY, data: query }));
  }

  #reset() {
    this.#asked = "";
    this.#list.replaceChildren();
    this.#status.textContent = this.#say("placeholder");
  }

  /** @param {Found[][]} pages @returns {void} */
  #show(pages) {
    this.#busy = false;
    if (!this.#asked) return;
    const many = pages.length;
    const near = many || this.#near ? "" : this.#words?.nearQueryOf(this.#asked);
    if (near) {
      this.#near = true;
      return this.#post(near);
    }
    const count = many && this.#say(many > 1 ? "other" : "one").replace("#", String(many));
    const nothing = many && !this.#near ? "" : `Nothing was found for “${this.#asked}”. `;
    this.#status.textContent = nothing + (!many ? "Try fewer words or another one, or look through the glossary or the lessons."
      : nothing ? `Words like it: ${count}` : count);
    const elsewhere = many ? [] : [place("glossary/", "Glossary: every term, A to Z"), place("foundations/", "Foundations: every lesson")];
    this.#list.replaceChildren(...pages.slice(0, AT_ONCE).map((page) => this.#item(page)), ...elsewhere);
    this.#ask();
  }

  /** A page and its sections; those that match less well are folded. @param {Found[]} found */
  #item(found) {
    const page = found.find(({ location }) => !location.includes("#"));
    const sections = found.filter((it) => it !== page);
    const best = Math.max(1, sections.findIndex(({ score }) => score < (found[0]?.score ?? 0)));
    const item = make("li", "md-search-result__item");
    if (page) item.append(link(page, "h1", !sections.length || page === found[0]));
    const [shown, folded] = found[0] === page ? [[], sections] : [sections.slice(0, best), sections.slice(best)];
    const links = shown.map((section) => link(section, "h2"));
    links[0]?.toggleAttribute("data-best", true);
    item.append(...links);
    if (folded.length) {
      const more = make("details", "md-search-result__more");
      const summary = make("summary");
      const words = this.#say(folded.length > 1 ? "more.other" : "more.one").replace("#", String(folded.length));
      summary.append(make("div", "", words));
      more.append(summary);
      more.addEventListener("toggle", () => more.append(...folded.map((section) => link(section, "h2"))), { once: true });
      item.append(more);
    }
    return item;
  }

  get #links() {
    return [...this.#list.querySelectorAll("a")].filter((it) => it.checkVisibility());
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const links = this.#links;
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (event.key === "Escape") this.#open(false);
    else if (event.key === "ArrowDown") (links[at + 1] ?? links[at] ?? this.#input).focus();
    else if (event.key === "ArrowUp") (links[at - 1] ?? this.#input).focus();
    else return;
    event.preventDefault();
  }

  /** @param {string} name of one of the theme's own phrases */
  #say(name) {
    return this.#config.translations?.[`search.result.${name}`] ?? "";
  }
}

/** @param {URL} script @returns {Promise<Worker>} which has its index */
async function start(script) {
  const worker = new Worker(script);
  const ready = new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => data.type === READY && resolve(data));
    worker.addEventListener("error", reject);
  });
  await Promise.all([ready, setUp(worker)]); // whichever fails first
  return worker;
}

/** @param {Worker} worker */
async function setUp(worker) {
  const index = await fetch(new URL("search/search_index.json", site));
  if (!index.ok) throw new Error(`${index.url}: ${index.status}`);
  worker.postMessage({ type: SETUP, data: { ...(await index.json()), options: { suggest: false } } });
}

/** @param {Found} found @param {"h1" | "h2"} heading @param {boolean} teaser whether its text is shown */
function link({ location, title, text }, heading, teaser = true) {
  const anchor = document.createElement("a");
  anchor.className = "md-search-result__link";
  anchor.href = new URL(location, site).href;
  const article = make("div", "md-search-result__article md-typeset"); // no landmark: its text is the link's name
  if (heading === "h1") article.append(make("div", "md-search-result__icon md-icon"));
  const name = make(heading); // for the style sheet; the page has headings of its own
  name.setAttribute("role", "none");
  name.append(...marked(title));
  article.append(name, ...(teaser ? marked(text) : []));
  anchor.append(article);
  return anchor;
}

/** Where to look when nothing was found. @param {string} location @param {string} title */
function place(location, title) {
  const item = make("li", "md-search-result__item");
  item.append(link({ location, title, text: "", score: 0, terms: {} }, "h2"));
  return item;
}

/** The text of a piece of HTML, and of its elements only <mark>. @param {string} html */
function marked(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const block of body.querySelectorAll("p, li, pre")) block.append(" "); // sentences of two blocks stay apart
  const texts = document.createNodeIterator(body, NodeFilter.SHOW_TEXT);
  const parts = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = text.textContent ?? "";
    parts.push(text.parentElement?.closest("mark") ? make("mark", "", words) : words);
  }
  return parts;
}

/** @param {string} name @param {string} className @param {string} text */
function make(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

customElements.define("site-search", SiteSearch);
