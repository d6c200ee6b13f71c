// @ts-check
// Serves the course without a network. `make build` fills in the list below; unfilled (make serve, or turned off in
// mkdocs.yml) the worker removes itself and what it kept.
//
// Builds never mix. A cache holds one build, each file checked against its hash before it is taken. A tab is served
// from the build that its page came from, however long it stays open, and from the network if its page did not come
// from here. The next page that is opened with a reload is of the newest build.
//
// Nothing here stands in the way of a network: whatever a cache refuses (no room, storage that is blocked or damaged),
// a request is answered as if there were no worker.

/** Hashes by path: of what is kept at once, and of what is kept from when a reader asks for it. @type {{name: string, assets: string, files: Record<string, string>, asked: Record<string, string>}} */
const BUILD = { name: "", assets: "", files: {}, asked: {} };

const worker = /** @type {any} */ (self);
const scope = worker.registration.scope;
const PREFIX = `small-first:${new URL(scope).pathname}:`; // other sites of the same owner share the origin
const CACHE = PREFIX + BUILD.name;
const TABS = `${PREFIX}tabs`; // client id -> name of the cache that its page came from
const NEW_TAB = 60_000; // ms in which a tab may not be listed yet although its page is on the way
/** The same while the worker lives, for where the cache of tabs takes nothing in. @type {Map<string, string>} */
const served = new Map();

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting(); // open tabs keep their build
  event.waitUntil(fill());
});

worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(BUILD.name ? tidy() : leave()));

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (!BUILD.name || request.method !== "GET" || !request.url.startsWith(scope)) return;
  // A page fetched ahead has no tab yet whose build could be remembered. It is kept here anyway.
  if (request.headers.get("Sec-Purpose")?.startsWith("prefetch")) return event.respondWith(Response.error());
  event.respondWith((request.mode === "navigate" ? page : asset)(event).catch(() => fetch(request)));
});

// The first page was there before the worker. It is taken on if its assets are those of this build.
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (BUILD.name && event.data === BUILD.assets) event.waitUntil(adopt(event.source.id));
});

/** All of it, or nothing: what does not fit takes no room from what a reader saves. What was asked for once stays. */
async function fill() {
  const cache = await caches.open(CACHE);
  const had = await Promise.all(Object.keys(BUILD.asked).map(async (path) => ((await caches.match(scope + path)) ? [path] : [])));
  try {
    await Promise.all([...Object.keys(BUILD.files), ...had.flat()].map(async (path) => cache.put(scope + path, await exact(path))));
  } catch (error) {
    if (/** @type {Error} */ (error).name === "QuotaExceededError") await caches.delete(CACHE);
    throw error;
  }
}

/** A file of this build and no other: from an earlier build's cache if it has not changed, else from the network. @param {string} path */
async function exact(path) {
  const url = scope + path;
  for (const ask of [() => caches.match(url), () => fetch(url), () => fetch(url, { cache: "reload" })]) {
    const response = await ask().catch(() => undefined);
    if (response?.ok && (await hash(response.clone())) === (BUILD.files[path] ?? BUILD.asked[path])) return response;
  }
  throw new Error(`${url} is not of this build`);
}

/** @param {Response} response */
async function hash(response) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {any} event */
async function page({ request, resultingClientId }) {
  const path = pathOf(request.url);
  if (!(path in BUILD.files) && `${path}/` in BUILD.files) return Response.redirect(`${scope}${path}/`);
  if (!(path in BUILD.files)) {
    // Of a newer build perhaps: then all of it comes from the network.
    const there = await fetch(request).catch(() => undefined);
    if (there) return there;
  }
  const kept = await (await caches.open(CACHE)).match(scope + (path in BUILD.files ? path : "404.html"));
  if (!kept) return fetch(request); // the browser has cleared the cache
  if (resultingClientId) await remember(resultingClientId);
  return path in BUILD.files ? kept : new Response(kept.body, { status: 404, headers: kept.headers });
}

/** @param {any} event */
async function asset({ request, clientId }) {
  const name = served.get(clientId) ?? (await (await (await caches.open(TABS)).match(tab(clientId)))?.text());
  const path = pathOf(request.url), kept = name && (await (await caches.open(name)).match(scope + path));
  if (kept || name !== CACHE || !(path in BUILD.asked)) return kept || fetch(request);
  const asked = await exact(path);
  const copy = asked.clone();
  await caches.open(CACHE).then((cache) => cache.put(scope + path, copy)).catch(() => {}); // no room
  return asked;
}

/** @param {string} id */
async function adopt(id) {
  await remember(id);
  await worker.clients.claim();
}

/** @param {string} id */
async function remember(id) {
  served.set(id, CACHE);
  const told = new Response(CACHE, { headers: { date: new Date().toUTCString() } });
  await caches.open(TABS).then((tabs) => tabs.put(tab(id), told)).catch(() => {});
}

/** Removes the builds that no tab is served from any more. */
async function tidy() {
  const tabs = await caches.open(TABS);
  const open = (await worker.clients.matchAll({ includeUncontrolled: true })).map((/** @type {any} */ { id }) => tab(id));
  const needed = [TABS, CACHE];
  for (const key of await tabs.keys()) {
    const kept = /** @type {Response} */ (await tabs.match(key));
    if (open.includes(key.url) || Date.now() - Date.parse(kept.headers.get("date") ?? "") < NEW_TAB) needed.push(await kept.text());
    else await tabs.delete(key);
  }
  await remove((name) => !needed.includes(name));
}

async function leave() {
  await remove(() => true).finally(() => worker.registration.unregister());
}

/** @param {(name: string) => boolean} which */
async function remove(which) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && which(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Below the site's root, without query and fragment. @param {string} url */
function pathOf(url) {
  return (url.split(/[?#]/)[0] ?? "").slice(scope.length).replace(/(^|\/)index\.html$/, "$1");
}

/** @param {string} id */
const tab = (id) => `${scope}-/tab/${id}`;
