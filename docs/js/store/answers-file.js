// @ts-check
// All answers as one file, and back: schema/answers.json.
import { after, uuid } from "./answers.js";
import { covers, read, store } from "./store.js";

/** @import { Store } from "./types" */

const FORMAT = "small-first answers";
const VERSION = 1;

/** Visible attempts, and those in a newer format. @param {Store} [from] */
export function pack(from = store) {
  const attempts = [...from.attempts(), ...from.all("attempt", true)]
    .map(({ subject, id, raw }) => ({ question: subject, id, attempt: JSON.parse(raw) }));
  return { format: FORMAT, version: VERSION, saved: new Date().toISOString(), attempts };
}

/**
 * A file's attempts as names and texts for the store. Throws an Error that says why the file is refused.
 * @param {string} text
 * @returns {{ name: string, id: string, raw: string }[]}
 */
export function unpack(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error("It is not a whole JSON file.");
  }
  if (file?.format !== FORMAT || !Array.isArray(file.attempts)) throw new Error("It does not hold answers of this course.");
  if (file.version > VERSION) throw new Error("It was written by a newer version of this site.");
  if (file.version !== VERSION) throw new Error(`“${file.version}” is not a version that this site knows.`);
  return file.attempts.map((/** @type {any} */ entry, /** @type {number} */ i) => {
    const raw = JSON.stringify(entry?.attempt) ?? "";
    const named = /^[a-z0-9-]+$/.test(entry?.question) && /^[\w-]+$/.test(entry?.id);
    if (!named || !read("attempt", raw)) throw new Error(`Answer ${i + 1} of ${file.attempts.length} in it cannot be read.`);
    return { name: `attempt:${entry.question}:${entry.id}`, id: entry.id, raw };
  });
}

/**
 * Adds what is new and brings back what a reset hides. Nothing here is overwritten.
 * @param {ReturnType<typeof unpack>} attempts
 * @param {Store} [into]
 * @returns {{ added: number, restored: number, known: number }}
 */
export function merge(attempts, into = store) {
  into.refresh();
  const here = new Map([...into.all("attempt"), ...into.all("attempt", true)].map(({ key, raw }) => [key, raw]));
  const names = new Map(attempts.map((attempt) => [attempt.name, attempt]));
  // what is known is written as it is known: that saves it again where the storage was cleared
  for (const { name, raw } of names.values()) into.adopt(name, here.get(into.prefix + name) ?? raw);
  const visible = new Set([...into.attempts(), ...into.all("attempt", true)].map(({ key }) => key));
  const hidden = [...names.values()].filter(({ name }) => !visible.has(into.prefix + name));
  const resets = into.all("reset").filter((reset) => hidden.some(({ name }) => covers(reset, name.split(":")[1])));
  if (hidden.length) into.put(`restore:file:${uuid()}`, { ids: hidden.map(({ id }) => id) }, after(resets));
  else into.refresh();
  const known = [...names.keys()].filter((name) => here.has(into.prefix + name));
  const restored = hidden.filter(({ name }) => here.has(into.prefix + name)).length;
  return { added: names.size - known.length, restored, known: known.length - restored };
}

export function download() {
  const file = pack();
  const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: url, download: `small-first-answers-${file.saved.slice(0, 10)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
