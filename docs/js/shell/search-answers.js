// @ts-check
// What answers in <site-search>: the theme's search worker does the searching, this asks it, lists what it found, and leads to it.
// Titles are searched first: their index is a twentieth of the whole, which is fetched and read meanwhile.
import { site } from "../lib/site.js";
import { nearQueryOf, queryOf } from "./search-words.js";
/** What the worker answers: pages, each with its sections, best first. Titles and texts are HTML with <mark>.
 * @typedef {{location: string, title: string, text: string, score: number, terms: Record<string, boolean>}} Found */

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // the worker's kinds of message
const AT_ONCE = 30; // pages in the list: more than the course has
const LOST = "The texts could not be fetched: only titles were searched. Is there a network?";

/** When titles can be searched. @param {Worker} worker @param {Response} titles
 * @param {HTMLInputElement} input @param {HTMLElement} status @param {HTMLElement} list */
export async function answers(worker, titles, input, status, list) {
  await read(worker, titles);
  return new SearchAnswers(worker, input, status, list);
}

export class SearchAnswers {
  /** @type {Worker} */ #worker;
  /** @type {HTMLInputElement} */ #input;
  /** @type {HTMLElement} */ #status;
  /** @type {HTMLElement} */ #list;
  #asked = "";
  /** Words of another spelling were asked for, as nothing has these. */ #near = false;
  #busy = false;
  /** The worker searches texts too. */ #whole = false;
  /** @type {Promise<void> | undefined} */ #reading;

  /** @param {Worker} worker @param {HTMLInputElement} input @param {HTMLElement} status @param {HTMLElement} list */
  constructor(worker, input, status, list) {
    this.#worker = worker;
    this.#input = input;
    this.#status = status;
    this.#list = list;
    worker.addEventListener("message", ({ data }) => data.type === RESULT && this.#show(data.data.items));
    const search = list.closest("site-search");
    search?.addEventListener("submit", () => {
      const best = /** @type {HTMLElement | null} */ (list.querySelector("li:first-child a[data-best]"));
      (best ?? this.#links[0])?.click();
    });
    search?.addEventListener("keydown", (event) => this.#walk(/** @type {KeyboardEvent} */ (event)));
    this.#reset();
  }

  get #links() {
    return [...this.#list.querySelectorAll("a")].filter((it) => it.checkVisibility());
  }

  /** Arrows lead through what was found, and back to the box. @param {KeyboardEvent} event */
  #walk(event) {
    const links = this.#links;
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (event.key === "ArrowDown") (links[at + 1] ?? links[at] ?? this.#input).focus();
    else if (event.key === "ArrowUp") (links[at - 1] ?? this.#input).focus();
    else return;
    event.preventDefault();
  }

  /** What is typed. The texts are fetched at the first time. */
  ask() {
    this.#reading ??= this.#read();
    this.#next();
  }

  /** Again at the next use, if it could not be fetched. */
  async #read() {
    try {
      await read(this.#worker, await fetch(new URL("search/search_index.json", site)));
    } catch {
      this.#reading = undefined;
      this.#status.textContent = LOST;
      return;
    }
    this.#whole = true;
    if (!this.#busy) this.#answer();
  }

  /** One question at a time: what was typed meanwhile is asked when the answer is there. */
  #next() {
    const query = this.#input.value.trim();
    if (this.#busy || query === this.#asked) return;
    this.#asked = query;
    this.#answer();
  }

  #answer() {
    if (!this.#asked) return this.#reset();
    this.#near = false;
    this.#post(queryOf(this.#asked));
  }

  /** In the worker's language; where there is no word in it, nothing can be found. @param {string | undefined} query @returns {void} */
  #post(query) {
    if (!query) return this.#show([]);
    this.#busy = true;
    this.#worker.postMessage({ type: QUERY, data: query });
  }

  #reset() {
    this.#list.replaceChildren();
    this.#status.textContent = "Type to start searching";
  }

  /** @param {Found[][]} pages @returns {void} */
  #show(pages) {
    this.#busy = false;
    if (!this.#asked) return;
    const many = pages.length;
    const near = many || this.#near || !this.#whole ? "" : nearQueryOf(this.#asked);
    if (near) {
      this.#near = true;
      return this.#post(near);
    }
    const elsewhere = many || !this.#whole ? [] : [place("glossary/", "Glossary: every term, A to Z"), place("foundations/", "Foundations: every lesson")];
    this.#status.textContent = this.#summary(many);
    const focused = /** @type {HTMLAnchorElement | null} */ (this.#list.querySelector("a:focus"))?.href;
    this.#list.replaceChildren(...pages.slice(0, AT_ONCE).map((page) => this.#item(page)), ...elsewhere);
    if (focused) ([...this.#list.querySelectorAll("a")].find(({ href }) => href === focused) ?? this.#input).focus();
    this.#next();
  }

  /** @param {number} many pages that were found */
  #summary(many) {
    const count = many && `${many} matching document${many > 1 ? "s" : ""}`;
    if (!this.#whole) return this.#reading ? (count ? `${count} by title` : "No title matches") + "; texts follow" : LOST;
    const nothing = many && !this.#near ? "" : `Nothing was found for “${this.#asked}”. `;
    return nothing + (!many ? "Try fewer words or another one, or look through the glossary or the lessons."
      : nothing ? `Words like it: ${count}` : count);
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
      summary.append(make("div", "", `${folded.length} more on this page`));
      more.append(summary);
      more.addEventListener("toggle", () => more.append(...folded.map((section) => link(section, "h2"))), { once: true });
      item.append(more);
    }
    return item;
  }
}

/** Settles when the worker searches in it. @param {Worker} worker @param {Response} index @returns {Promise<void>} */
async function read(worker, index) {
  if (!index.ok) throw new Error(`${index.url}: ${index.status}`);
  const data = { ...(await index.json()), options: { suggest: false } };
  return new Promise((ready) => {
    worker.addEventListener("message", ({ data }) => data.type === READY && ready());
    worker.postMessage({ type: SETUP, data });
  });
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
