// @ts-check
// The picker's state in a URL's fragment: #v2&use=commercial&langs=en,ja&p95=900.
// What a link ever held stays readable: rename no control and none of its values. Where what it holds counts otherwise from
// some day on, the version is raised, and the template's pick-changed says how.

/** @import { LinkState, Read, Write } from "./picker-types" */

const VERSION = 2;

/** @type {Write} */
export function write(state) {
  const parts = Object.entries(state).map(([name, value]) => `&${name}=${encodeURIComponent(value).replace(/%20/g, "+").replace(/%2C/g, ",")}`);
  return parts.length ? `v${VERSION}${parts.join("")}` : "";
}

/** @type {Read} */
export function read(fragment, fields) {
  const [first, ...parts] = fragment.replace("#", "").split("&");
  const version = /^v(\d+)$/.exec(first)?.[1];
  if (!version) return;
  /** @type {LinkState} */ const state = {};
  const ignored = parts.filter((part) => {
    const [, name, raw] = /^(\w+)=(.+)$/s.exec(part) ?? [];
    if (!Object.hasOwn(fields, name) || name in state) return part;
    try {
      const value = decodeURIComponent(raw.replace(/\+/g, " "));
      const taken = (name === "langs" ? value.split(",") : [value]).filter(fields[name]).join();
      if (taken) state[name] = taken;
      return taken !== value;
    } catch {
      return true;
    }
  });
  return { state, ignored: ignored.map((part) => part.slice(0, 40)), newer: +version > VERSION, older: +version < VERSION };
}
