// @ts-check
// All answers as one file, and back: schema/answers.json.
import { after, uuid } from "./answers.js";
import { covers, read, store } from "./store.js";

/** @import { Store } from "./types" */

const FORMAT = "small-first answers";
const VERSION = 1;

/** Visible attempts and what was last set, and those of both in a newer format. @param {Store} [from] */
export function pack(from = store) {
  const attempts = [...from.attempts(), ...from.all("attempt", true)]
    .map(({ subject, id, raw }) => ({ question: subject, id, attempt: JSON.parse(raw) }));
  const last = new Map(from.all("setting").map((entry) => [entry.subject, entry]));
  const settings = [...last.values(), ...from.all("setting", true)]
    .map(({ subject, id, raw }) => ({ name: subject, id, setting: JSON.parse(raw) }));
  return { format: FORMAT, version: VERSION, saved: new Date().toISOString(), attempts, settings };
}

/**
 * A file's attempts and settings as names and texts for the store. A file of before settings has none. Throws an Error that says why the file is refused.
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
  const { attempts, settings = [] } = file;
  if (!Array.isArray(settings)) throw new Error("What was set in it cannot be read.");
  return [
    ...attempts.map((/** @type {any} */ it, /** @type {number} */ i) =>
      named("attempt", it?.question, it?.id, it?.attempt, `Answer ${i + 1} of ${attempts.length} in it cannot be read.`)),
    ...settings.map((it) => named("setting", it?.name, it?.id, it?.setting, "What was set in it cannot be read.")),
  ];
}

/** @param {string} kind @param {any} subject @param {any} id @param {unknown} value @param {string} problem */
function named(kind, subject, id, value, problem) {
  const raw = JSON.stringify(value) ?? "";
  if (!/^[a-z0-9-]+$/.test(subject) || !/^[\w-]+$/.test(id) || !read(kind, raw)) throw new Error(problem);
  return { name: `${kind}:${subject}:${id}`, id, raw };
}

/**
 * Adds what is new and brings back what a reset hides. Nothing here is overwritten.
 * @param {ReturnType<typeof unpack>} file
 * @param {Store} [into]
 * @returns {{ added: number, restored: number, known: number }}
 */
export function merge(file, into = store) {
  into.refresh();
  const here = new Map(["attempt", "setting"].flatMap((kind) => [...into.all(kind), ...into.all(kind, true)]).map(({ key, raw }) => [key, raw]));
  // what is known is written as it is known: that saves it again where the storage was cleared
  for (const { name, raw } of file) into.adopt(name, here.get(into.prefix + name) ?? raw);
  const names = new Map(file.filter(({ name }) => name.startsWith("attempt:")).map((attempt) => [attempt.name, attempt]));
  const visible = new Set([...into.attempts(), ...into.all("attempt", true)].map(({ key }) => key));
  const hidden = [...names.values()].filter(({ name }) => !visible.has(into.prefix + name));
  const resets = into.all("reset").filter((reset) => hidden.some(({ name }) => covers(reset, name.split(":")[1])));
  if (hidden.length) into.put(`restore:file:${uuid()}`, { ids: hidden.map(({ id }) => id) }, after(resets));
  else into.refresh();
  const known = [...names.keys()].filter((name) => here.has(into.prefix + name));
  const restored = hidden.filter(({ name }) => here.has(into.prefix + name)).length;
  return { added: names.size - known.length, restored, known: known.length - restored };
}

/** What was downloaded, and under which name. */
export function download() {
  const file = pack();
  const name = `small-first-answers-${file.saved.slice(0, 10)}.json`;
  const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { ...file, name };
}
