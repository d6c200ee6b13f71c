// @ts-check
// The only module that keeps answers. What each part promises: types.d.ts.
import { site } from "../lib/site.js";

/** @import * as T from "./types" */

export const base = site.pathname;

export const VERSION = 1;

/** @type {T.Migrations} */
export const MIGRATIONS = {};

/** @type {T.Check} */
const texts = (list) => Array.isArray(list) && list.every((x) => typeof x === "string");

/** @type {T.Covers} */
export const covers = ({ value }, question) => value.questions?.includes(question) ?? true;

/** @type {Record<string, T.Check>} */
const SHAPES = {
  attempt: ({ v, kind, choice, unit, sure, fingerprint }) =>
    typeof sure === "boolean" && texts([kind, fingerprint]) &&
    (kind === "number" ? texts([choice, unit])
      : texts(choice) && (kind === "one" ? choice.length === 1 : (v > 1 || kind === "several") && choice.length > 0)),
  reset: ({ questions = [] }) => texts(questions),
  restore: ({ ids }) => texts(ids),
  visit: () => true,
  setting: ({ value }) => Number.isSafeInteger(value) && value > 0,
};

const FIRST = [undefined, "one", "several", "number"]; // what is no attempt has no kind

/** An attempt at a kind that came later is of version 2, so that a site of before leaves it as it is. @type {T.VersionOf} */
const versionOf = (kind) => FIRST.includes(kind) ? VERSION : 2;

/** @type {T.Check} */
const dated = ({ at }) => /^\d{4}-.+T.+Z$/.test(at) && Date.parse(at) >= 0;

/** @type {(entry: T.Entry) => boolean} */
const newer = ({ value }) => value.v > VERSION && !(value.v === versionOf(value.kind) && dated(value) && SHAPES.attempt(value));

/** @type {T.Read} */
export const read = (kind, raw, steps = MIGRATIONS) => {
  try {
    let value = JSON.parse(raw);
    while (value.v < VERSION && Object.hasOwn(steps, value.v)) value = steps[value.v](value);
    if (Number.isSafeInteger(value.v) && value.v > VERSION) return value;
    return value.v === VERSION && dated(value) && SHAPES[kind](value) ? value : null;
  } catch {
    return null;
  }
};

/** @type {T.OpenStore} */
export const openStore = (path, area = () => localStorage, now = Date.now) => {
  const prefix = `small-first:v1:${path}:`;
  const entries = /** @type {Map<string, T.Entry>} */ (new Map());
  const unsaved = /** @type {Set<string>} */ (new Set());
  /** What was worked out of the entries as they are. @type {Map<string, any>} */
  const known = new Map();
  let blocked = false;
  let cleared = false;

  /** A visit changes nothing but the visits. @param {string} key */
  const changed = (key) => known.size && (key.startsWith(`${prefix}visit:`) ? known.delete("visit false") : known.clear());

  /** @type {<It>(name: string, make: () => It) => It} */
  const once = (name, make) => known.get(name) ?? known.set(name, make()).get(name);

  /** @type {T.Reach} */
  const reach = (act) => {
    try {
      act(area());
      return true;
    } catch {
      return false;
    }
  };

  /** @type {T.ReadEntry} */
  const entry = (key, raw) => {
    const [kind, subject, id, more] = key.slice(prefix.length).split(":");
    if (!Object.hasOwn(SHAPES, kind)) return;
    const value = subject && id && !more ? read(kind, raw) : null;
    return value && { key, raw, kind, subject, id, value, time: Date.parse(value.at) };
  };

  const sync = () => {
    blocked = !reach((area) => {
      const stored = new Set(Object.keys(area).filter((key) => key.startsWith(prefix)));
      for (const key of stored) {
        const raw = area.getItem(key); // ten times as fast as area[key]
        if (raw === null || entries.get(key)?.raw === raw) continue; // null: another tab has just removed it
        const found = entry(key, raw);
        if (found) entries.set(key, found), changed(key);
        else if (found === null) reach(() => {
          area.setItem(`${prefix}quarantine:${now()}:${key.slice(prefix.length)}`, raw);
          area.removeItem(key);
        });
      }
      const gone = [...entries.keys()].filter((key) => !unsaved.has(key) && !stored.has(key));
      cleared = gone.some((key) => entries.get(key)?.kind === "attempt");
      if (!cleared && gone.length) gone.forEach((key) => entries.delete(key)), known.clear();
    });
  };

  const store = Object.assign(new EventTarget(), /** @type {T.Holdings} */ ({
    prefix,
    fault: () => blocked ? "blocked" : [...unsaved].some((key) => !key.includes(":visit:")) ? "full" : cleared && "cleared",
    all: (kind, unread = false) => once(`${kind} ${unread}`, () =>
      [...entries.values()].filter((e) => e.kind === kind && newer(e) === unread)
        .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1))),
    attempts: (question) => question ? store.answered().get(question) ?? [] : once("visible", () => {
      const resets = store.all("reset");
      const restores = store.all("restore");
      return store.all("attempt").filter(({ subject, id, time }) => {
        for (const r of restores) if (r.value.ids.includes(id)) time = Math.max(time, r.time);
        return !resets.some((r) => r.time >= time && covers(r, subject));
      });
    }),
    answered: () => once("answered", () => {
      const found = new Map();
      for (const it of store.attempts()) found.get(it.subject)?.push(it) ?? found.set(it.subject, [it]);
      return found;
    }),
    put(name, value, time = now()) {
      const clock = time > now() ? new Date(now()) : undefined;
      store.adopt(name, JSON.stringify({ v: versionOf(/** @type {any} */ (value).kind), at: new Date(time), clock, ...value }));
      store.refresh();
    },
    adopt(name, raw) {
      const found = entry(prefix + name, raw);
      if (!found) return;
      entries.set(found.key, found);
      changed(found.key);
      unsaved.add(found.key);
    },
    drop(key) {
      entries.delete(key);
      changed(key);
      unsaved.delete(key);
      reach((area) => area.removeItem(key));
      store.refresh();
    },
    refresh() {
      for (const key of unsaved) {
        if (reach((area) => area.setItem(key, /** @type {T.Entry} */ (entries.get(key)).raw))) unsaved.delete(key);
      }
      sync();
      store.dispatchEvent(new Event("change"));
    },
  }));
  sync();
  return store;
};

export const store = openStore(base);

let timer = 0;
for (const type of ["storage", "pageshow", "visibilitychange"]) addEventListener(type, (event) => {
  if (/** @type {PageTransitionEvent} */ (event).persisted === false) return; // a load: all was just read
  clearTimeout(timer);
  timer = window.setTimeout(store.refresh, 20);
});
