// @ts-check
// The picker's state in a URL's fragment: #v1&use=commercial&langs=en,ja&p95=900. One without a version is no state.
// What a link ever held stays readable: rename no control and none of its values.

/** @import { Fields, LinkRead, LinkState } from "./picker-types" */

const VERSION = 1;

/** @param {string} text */
const encode = (text) => encodeURIComponent(text).replace(/%20/g, "+").replace(/%2C/g, ",");

/** Without "#"; "" where nothing is asked. @param {LinkState} state */
export function write(state) {
  const parts = Object.entries(state).map(([name, value]) => `&${name}=${encode(value)}`).join("");
  return parts && `v${VERSION}${parts}`;
}

/** Undefined where it holds no state. @param {string} fragment @param {Fields} fields @returns {LinkRead | undefined} */
export function read(fragment, fields) {
  const [first, ...parts] = fragment.replace(/^#/, "").split("&");
  const version = /^v(\d+)$/.exec(first)?.[1];
  if (!version) return;
  /** @type {LinkState} */ const state = {};
  /** @type {string[]} */ const ignored = [];
  for (const part of parts.filter(Boolean)) {
    const [, name, raw] = /^(\w+)=(.+)$/s.exec(part) ?? [];
    const fits = name && !(name in state) && Object.hasOwn(fields, name) && fields[name];
    let values = [""];
    try {
      const value = decodeURIComponent((raw ?? "").replace(/\+/g, " "));
      values = name === "langs" ? value.split(",") : [value];
    } catch {}
    const taken = fits ? values.filter(fits) : [];
    if (taken.length) state[name] = taken.join();
    if (taken.length < values.length) ignored.push(part.slice(0, 40));
  }
  return { state, ignored, newer: +version > VERSION };
}
