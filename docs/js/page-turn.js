// @ts-check
// A change of page without a reload: the next page is fetched, and its parts take the place of this one's. The browser
// keeps history, scrolling and focus (Navigation API); one that has no such thing loads the page as it always did.

const PARTS = ["skip", "logo", "header-topic", "container"]; // what differs between pages, by data-md-component
const HEAD = "title, meta[name], meta[property], link:is([rel=canonical], [rel=prev], [rel=next], [rel=alternate]), script[type$=json]";

const navigation = /** @type {any} */ (globalThis).navigation;
let shown = location.pathname;
/** The sheets in the head by address, which a relative link would no longer tell. Those of a text go with it. */
let sheets = new Map(sheetsOf(document.head).map((link) => [link.href, link]));
/** Links that a change of address would lead elsewhere, since they are written as seen from this page. */
let relative = [...document.links];
/** @type {(() => void)[]} */
const listeners = [];

/** Gives links the whole address that they lead to, in what time there is. @param {IdleDeadline} [idle] */
function settle(idle) {
  while (relative.length && !(idle && idle.timeRemaining() < 1)) {
    const link = relative.pop();
    if (link && !link.getAttribute("href")?.startsWith("#")) link.href = link.href;
  }
  if (relative.length) globalThis.requestIdleCallback?.(settle);
}

/** Calls it now, and after each change of page. @param {() => void} listener */
export function onPage(listener) {
  listeners.push(listener);
  listener();
}

/** @param {any} event */
function follow(event) {
  const { pathname } = new URL(event.destination.url);
  if (!event.canIntercept || event.downloadRequest !== null || event.formData || event.hashChange) return;
  // The same page with another query is the page's own affair (the picker's link); no page has a name with a dot.
  if (event.navigationType === "reload" || pathname === shown || /\.[^/]+$/.test(pathname)) return;
  if (!sameSite(event.destination.url)) return;
  settle();
  // Back and forward are from the browser's cache, as they are where it loads pages itself.
  const cache = event.navigationType === "traverse" ? "force-cache" : "default";
  event.intercept({ handler: () => turn(event.destination.url, pathname, { signal: event.signal, cache }) });
}

/** @param {string} url */
const sameSite = (url) => url.startsWith(new URL("..", import.meta.url).href);

/** @param {string} url @param {string} pathname @param {{signal: AbortSignal, cache: RequestCache}} how */
async function turn(url, pathname, how) {
  const { signal } = how;
  const next = await fetchPage(url, how).catch(() => undefined);
  if (signal.aborted) return;
  if (!next || assets(next) !== assets(document)) return location.reload(); // the address has changed already
  const needed = new Set(sheetsOf(next).map((link) => link.href));
  await Promise.all([...needed].filter((href) => !sheets.has(href)).map(loaded));
  if (signal.aborted) return;
  for (const link of sheetsOf(next)) link.remove();
  for (const part of PARTS) {
    const selector = `[data-md-component=${part}]`;
    const [old, replacement] = [document.querySelector(selector), next.querySelector(selector)];
    if (old && replacement) old.replaceWith(replacement);
  }
  for (const element of document.head.querySelectorAll(HEAD)) element.remove();
  document.head.append(...next.head.querySelectorAll(HEAD));
  for (const [href, link] of sheets) if (!needed.has(href)) link.remove();
  sheets = new Map([...sheets].filter(([href]) => needed.has(href)));
  for (const name of ["drawer", "search"]) close(name);
  shown = pathname;
  relative = [...document.links];
  globalThis.requestIdleCallback?.(settle);
  for (const listener of listeners) listener();
}

/** @param {string} url @param {RequestInit} how */
async function fetchPage(url, how) {
  const response = await fetch(url.split("#")[0] ?? url, how);
  if (!response.ok || response.redirected || !response.headers.get("content-type")?.startsWith("text/html")) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("[data-md-component=container]") ? page : undefined; // one that only leads elsewhere
}

/** Which build a page's scripts and sheets are of: `make build` writes it. @param {Document} page */
const assets = (page) => /** @type {HTMLMetaElement | null} */ (page.querySelector("meta[name=assets]"))?.content;

/** @param {ParentNode} page @returns {HTMLLinkElement[]} */
function sheetsOf(page) {
  return [...page.querySelectorAll("link")].filter((link) => link.rel === "stylesheet");
}

/** Puts a sheet into this page; resolves when it is in force. @param {string} href */
function loaded(href) {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href });
  sheets.set(href, sheet);
  return new Promise((resolve) => {
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
}

/** @param {string} toggle of the theme, a checkbox */
function close(toggle) {
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById(`__${toggle}`));
  if (box?.checked) box.click();
}

// Over a reload, Firefox brings back what was ticked
const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
if (visit?.type !== "navigate") ["drawer", "search"].forEach(close);
navigation?.addEventListener("navigate", follow);
globalThis.requestIdleCallback?.(settle);
