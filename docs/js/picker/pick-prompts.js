// @ts-check
// Prompts out of texts and files, record by record: JSON, JSON lines, tables, or a prompt a line. What cannot be read
// is named with its line. By hand, since a CSV library that names a bad row's line weighs half as much as the picker.

/** @import { Prompts, Reading, Unread } from "./picker-types" */

/** The first that holds a text counts, together with those that belong to it. @type {Record<string, string[]>} */
const FIELDS = {
  messages: ["system"], conversations: ["system"], conversation: ["system"], contents: [], text: [], prompt: ["system"],
  instruction: ["system", "input", "context"], input: ["system", "context"], question: ["context"], content: [], query: [],
  body: [], request: [], params: [], // of a file of requests: the record is inside
};
const CHATS = /^(messages|conversations?|contents)$/;
const INSIDE = /^(body|request|params)$/;
const NAMES = Object.keys(FIELDS).filter((name) => !INSIDE.test(name));
const NO_TEXT = "no text in a field that is known";
const NO_JSON = "no JSON";

/** @param {string} text @returns {any} undefined where it is no JSON */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {}
}

/** The text of a message or of its parts; what holds none goes into `left`. @param {any} it @param {any[]} left @returns {string} */
function said(it, left) {
  if (typeof it === "string") return it;
  if (Array.isArray(it)) return it.map((part) => said(part, left)).join("");
  const inside = it?.text ?? it?.content ?? it?.value ?? it?.parts;
  if (inside !== undefined && inside !== null) return said(inside, left);
  left.push(it);
  return "";
}

/** The text in a field. @param {string} name @param {any} value @param {any[]} left @returns {string} */
function textIn(name, value, left) {
  if (CHATS.test(name) && typeof value === "string") value = parse(value) ?? "";
  if (INSIDE.test(name) && value && typeof value === "object") return promptOf(value, left, new Set());
  if (!Array.isArray(value)) return typeof value === "string" ? value.trim() : "";
  if (!CHATS.test(name) && value.every((it) => typeof it === "string")) return ""; // words, or prompts: nobody can tell
  const messages = value.map((it) => said(it, left));
  return messages.filter((text) => text.trim()).join(CHATS.test(name) || value.some((it) => it?.role) ? "\n" : "");
}

/** A record's prompt; "" where it has none. @param {any} record @param {any[]} left @param {Set<string>} used names of fields @returns {string} */
function promptOf(record, left, used) {
  if (typeof record === "string") return record.trim();
  if (Array.isArray(record)) return record.some((it) => it?.role ?? it?.from) ? textIn("messages", record, left) : "";
  const fields = Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name.trim().toLowerCase(), value]));
  for (const [name, others] of Object.entries(FIELDS)) {
    const text = textIn(name, fields[name], left);
    if (!text) continue;
    const more = others.filter((other) => textIn(other, fields[other], left));
    [name, ...more].forEach((field) => used.add(field));
    return [text, ...more.map((other) => textIn(other, fields[other], []))].join("\n");
  }
  return "";
}

class Reader {
  /** @type {string[]} */ prompts = [];
  /** @type {Unread[]} */ unread = [];
  /** @type {string[]} */ notes = [];
  /** @type {Set<string>} */ used = new Set();
  /** @type {number[]} */ partly = [];

  /** @param {number} line @param {any} record undefined where it is no JSON */
  take(line, record) {
    /** @type {any[]} */ const left = [];
    const prompt = record === undefined ? "" : promptOf(record, left, this.used);
    if (prompt) this.prompts.push(prompt);
    else this.unread.push({ line, why: record === undefined ? NO_JSON : NO_TEXT });
    if (prompt && left.length) this.partly.push(line);
  }

  /** @param {string} form @returns {Reading} */
  as(form) {
    const fields = [...this.used].map((name) => `“${name}”`).join(", ");
    const notes = form ? [`read as ${form}` + (fields && `, the text from ${fields}`), ...this.notes] : this.notes;
    if (this.partly.length) notes.push(`parts that are no text are not counted, in ${lines(this.partly)}`);
    return { prompts: this.prompts, unread: this.unread, notes };
  }
}

/** “line 2”, “lines 2, 5 to 9”. @param {number[]} all ascending */
export function lines(all) {
  /** @type {number[][]} */ const runs = [];
  for (const line of all) {
    const run = runs.at(-1);
    if (run && line <= run[1] + 1) run[1] = line;
    else runs.push([line, line]);
  }
  const told = runs.map(([from, to]) => (from === to ? from : `${from} to ${to}`));
  return `line${all.length > 1 ? "s" : ""} ${told.join(", ")}`;
}

/** The parts of the list or object that begins at `from`, each with the place where it begins. @param {string} text @param {number} from @returns {[string, number][]} */
function parts(text, from) {
  /** @type {[string, number][]} */ const found = [];
  let [depth, begin, quoted] = [0, from + 1, false];
  const end = (/** @type {number} */ at) => {
    const part = text.slice(begin, at);
    if (part.trim()) found.push([part.trim(), begin + part.length - part.trimStart().length]);
    begin = at + 1;
  };
  for (let i = from; i < text.length; i++) {
    const sign = text[i];
    if (quoted) {
      if (sign === "\\") i++;
      else quoted = sign !== '"';
    } else if (sign === '"') quoted = true;
    else if (/[[{]/.test(sign)) depth++;
    else if (/[\]},]/.test(sign)) {
      if (depth === 1) end(i);
      if (sign !== "," && !--depth) return found;
    }
  }
  end(text.length); // what is never closed
  return found;
}

/** The records of the list that begins at `from`. @param {Reader} reader @param {string} text @param {number} from */
function takeList(reader, text, from) {
  let [line, place] = [1, 0];
  for (const [part, at] of parts(text, from)) {
    line += text.slice(place, at).split("\n").length - 1;
    place = at;
    reader.take(line, parse(part));
  }
}

/** An object that is a record, holds lists of them, or has a list for each field. @param {Reader} reader @param {string} text @param {any} value */
function takeObject(reader, text, value) {
  const lists = Object.entries(value).filter(([, list]) => Array.isArray(list) && list.length);
  const texts = lists.find(([name, list]) => NAMES.includes(name) && list.every((/** @type {any} */ it) => typeof it === "string"));
  if (!texts && (!lists.length || promptOf(value, [], new Set()))) return reader.take(1, value);
  for (const [part, at] of parts(text, text.indexOf("{"))) {
    const name = parse(/^"(?:[^"\\]|\\.)*"/.exec(part)?.[0] ?? "");
    if (!lists.some(([list]) => list === name) || (texts && name !== texts[0])) continue;
    reader.notes.push(`the records of “${name}”`);
    takeList(reader, text, at + part.indexOf("[", part.indexOf(":")));
  }
}

/** JSON or JSON lines; undefined where the text is neither. @param {string} text @param {boolean} named so by its file */
function readJson(text, named) {
  const reader = new Reader();
  const begin = text.trimStart()[0];
  if (!named && !/[[{]/.test(begin)) return;
  const whole = parse(text);
  if (Array.isArray(whole)) takeList(reader, text, text.indexOf("["));
  else if (whole && typeof whole === "object") takeObject(reader, text, whole);
  if (whole !== undefined && typeof whole === "object") return reader.as("JSON");
  const all = text.split("\n").map((line, i) => ({ line: i + 1, text: line.trim() })).filter((it) => it.text);
  const read = all.map(({ line, text }) => ({ line, record: parse(text) }));
  if (begin === "[" && read[0]?.record === undefined) {
    takeList(reader, text, text.indexOf("["));
    return named || reader.prompts.length ? reader.as("a damaged list in JSON") : undefined;
  }
  if (!named && !read.some(({ record }) => record && typeof record === "object")) return;
  for (const { line, record } of read) reader.take(line, record);
  return reader.as("JSON lines");
}

/** A table's rows as cells, after RFC 4180: what is quoted may hold anything, a doubled quote is one. @param {string} text @param {string} by */
export function rowsOf(text, by) {
  /** @type {{line: number, cells: string[], why: string}[]} */ const rows = [];
  let [line, begin, cell, quoted, closed, why] = [1, 1, "", false, false, ""];
  /** @type {string[]} */ let cells = [];
  for (let i = 0; i <= text.length; i++) {
    const sign = text[i];
    if (sign === "\n") line++;
    if (quoted && sign === '"' && text[i + 1] === '"') cell += text[++i];
    else if (quoted && sign === '"') [quoted, closed] = [false, true];
    else if (quoted && sign !== undefined) cell += sign;
    else if (sign === '"' && !cell && !closed) quoted = true;
    else if (sign === by || sign === "\n" || sign === undefined) {
      if (quoted) why = "a quote is opened and never closed, and nothing after it was read";
      cells.push(cell);
      [cell, closed, quoted] = ["", false, false];
      if (sign === by) continue;
      if (cells.length > 1 || cells[0] || why) rows.push({ line: begin, cells, why });
      [cells, begin, why] = [[], line, ""];
    } else {
      if (closed && sign.trim()) why = "text stands after a closing quote";
      cell += sign;
    }
  }
  return rows;
}

/** @param {string} text */
const known = (text) => NAMES.includes(text.trim().toLowerCase());

/** The separator that makes most cells of the first line. @param {string} text */
function separator(text) {
  const [first] = text.trimStart().split("\n");
  return [",", ";", "\t", "|"].map((by) => ({ by, cells: rowsOf(first, by)[0]?.cells.length ?? 0 })).reduce((a, b) => (b.cells > a.cells ? b : a)).by;
}

/** @param {string} text @param {string} kind of file: tsv says which separator it has @returns {Reading} */
function readTable(text, kind) {
  const reader = new Reader();
  const [line, said] = /^sep=(.)\n/.exec(text) ?? [""]; // as Excel writes it
  const rows = rowsOf("\n".repeat(line ? 1 : 0) + text.slice(line.length), said ?? (kind === "tsv" ? "\t" : separator(text)));
  const names = rows[0]?.cells ?? [];
  const header = names.some(known);
  if (names.length === 1 && !header) reader.notes.push("its first line names no field that is known, and is read as a prompt");
  else if (!header && rows.length) reader.notes.push(`none of its columns (${names.join(", ").slice(0, 120)}) is called ${NAMES.join(", ")}: rename the one that holds the prompts`);
  for (const { line, cells, why } of rows.slice(names.length === 1 && !header ? 0 : 1)) {
    const wrong = why || (cells.length !== names.length && `${cells.length} cells where the first line has ${names.length}`);
    if (wrong) reader.unread.push({ line, why: wrong });
    else reader.take(line, header ? Object.fromEntries(cells.map((cell, i) => [names[i], cell])) : names.length === 1 ? cells[0] : null);
  }
  return reader.as("a table");
}

/** @param {string} text @returns {Reading} */
const readLines = (text) => ({ prompts: text.split("\n").flatMap((line) => line.trim() || []), unread: [], notes: [] });

/** What a file or a pasted text holds; by its name where it has one, else by how it begins. @param {string} text @param {string} [name] @returns {Reading} */
export function readText(text, name = "") {
  const plain = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const kind = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? "";
  if (/^(csv|tsv)$/.test(kind)) return readTable(plain, kind);
  const json = readJson(plain, /^(json|jsonl|ndjson)$/.test(kind));
  if (json) return json;
  const first = rowsOf(plain.trimStart().split("\n")[0], separator(plain))[0]?.cells ?? [];
  return first.length > 1 && first.some(known) ? readTable(plain, kind) : readLines(plain);
}

/** The text in a file's bytes: UTF-8 or UTF-16; undefined where it is neither. @param {ArrayBuffer} buffer */
export function decode(buffer) {
  const bytes = new Uint8Array(buffer);
  const zeros = [0, 1].map((from) => bytes.subarray(0, 2000).filter((byte, i) => i % 2 === from && !byte).length);
  const [low, high] = zeros.map((count) => count > Math.min(bytes.length, 2000) / 8);
  const mark = bytes[0] * 256 + bytes[1];
  const coding = mark === 0xfffe || (mark !== 0xfeff && high && !low) ? "utf-16le" : mark === 0xfeff || (low && !high) ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(coding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {}
}

const UTF8 = new TextEncoder();

/** The prompts of files or a pasted text, measured, and in words how they were read. @param {{name?: string, text?: string}[]} files @param {boolean} [whole] each is one prompt @returns {Prompts} */
export function readPrompts(files, whole) {
  let missed = 0;
  /** @type {string[]} */ const told = [];
  const prompts = files.flatMap(({ name, text }) => {
    const say = (/** @type {string} */ words) => told.push((name ? `${name}: ${words}` : words[0].toUpperCase() + words.slice(1)) + ".");
    const { prompts, unread, notes } = text === undefined ? { prompts: [], unread: [], notes: ["not read, since it is no text in UTF-8 or UTF-16"] }
      : whole ? { prompts: [text.trim()].filter(Boolean), unread: [], notes: [] } : readText(text, name);
    missed += unread.length;
    for (const why of new Set(unread.map((it) => it.why))) say(`${lines(unread.filter((it) => it.why === why).map(({ line }) => line))}: ${why}`);
    notes.forEach(say);
    return prompts;
  });
  const sorted = (/** @type {(text: string) => number} */ measure) => prompts.map(measure).sort((a, b) => a - b);
  if (missed) told.unshift(`Records that could not be read: ${missed}.`);
  return { characters: sorted((text) => [...text].length), bytes: sorted((text) => UTF8.encode(text).length), told };
}
