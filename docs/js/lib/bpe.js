// @ts-check
// SmolLM2's tokenizer: a text is cut into words, and the bytes of each word are joined by merges, the one learnt first before
// the others. Merge n always makes token 252 + n, so pairs of numbers are all that has to be fetched (record/merges.py).
// What may take long is a generator, which stops often: `inParts` lets the page go on in between.

/** `bytes` by number of token, from the first that is not special; `start` the other way round, -1 for a byte without a token.
 * @typedef {{special: string[], bytes: Uint8Array, start: number[], pairs: [Uint16Array, Uint16Array], rank: Map<number, number>}} Table */

const utf8 = new TextEncoder(), whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }), GONE = -2, PLACES = 2 ** 32, PART = 6; // ms
const WORD = (() => {
  const space = "\\p{White_Space}", other = `[^${space}\\p{L}\\p{N}]`;
  return RegExp(`'(?:[stmd]|re|ve|ll)| ?\\p{L}+|\\p{N}| ?${other}+|${space}+(?![^${space}\\p{N}])|${space}+`, "gu");
})();

/** Does all of the work, a part of a frame at a time, as long as it is wanted. @template T @param {Generator<void, T>} work @param {() => boolean} [wanted] */
export async function inParts(work, wanted = () => true) {
  while (wanted()) {
    for (const until = performance.now() + PART; performance.now() < until;) {
      const step = work.next();
      if (step.done) return step.value;
    }
    await new Promise((on) => setTimeout(on));
  }
}

/** @param {number} left @param {number} right */
const key = (left, right) => left * 65536 + right;

/** The table as it was fetched. @param {Uint8Array} file @param {string[]} special @param {number} merges @returns {Generator<void, Table>} */
export function* read(file, special, merges) {
  const bytes = file.subarray(0, file.length - 4 * merges), first = special.length + bytes.length;
  const [high, low, highRight, lowRight] = [0, 1, 2, 3].map((n) => file.subarray(bytes.length + n * merges));
  /** @type {Table} */
  const table = { special, bytes, start: Array(256).fill(-1), pairs: [new Uint16Array(first + merges), new Uint16Array(first + merges)], rank: new Map() };
  bytes.forEach((byte, n) => (table.start[byte] = special.length + n));
  for (let n = 0; n < merges; n++) {
    const left = high[n] * 256 + low[n], right = highRight[n] * 256 + lowRight[n];
    table.pairs[0][first + n] = left;
    table.pairs[1][first + n] = right;
    table.rank.set(key(left, right), first + n);
    if (n % 512 === 0) yield;
  }
  return table;
}

/** The tokens of a text; -1 for a byte that has none. @param {Table} table @param {string} text @returns {Generator<void, number[]>} */
export function* encode(table, text) {
  const tokens = [], special = RegExp(`(${table.special.map((it) => it.replaceAll("|", "\\|")).join("|")})`);
  for (const [n, part] of text.split(special).entries()) {
    if (n % 2) tokens.push(table.special.indexOf(part));
    else for (const [word] of part.matchAll(WORD)) {
      for (const token of yield* merged(table, word)) tokens.push(token);
      yield;
    }
  }
  return tokens;
}

/** A word's tokens. A pair that can be joined waits in a heap: by the token that it makes, then from left to right.
 * @param {Table} table @param {string} word @returns {Generator<void, number[]>} */
function* merged({ start, rank }, word) {
  const tokens = Array.from(utf8.encode(word), (byte) => start[byte]);
  const next = tokens.map((_, n) => n + 1), before = tokens.map((_, n) => n - 1);
  /** @type {number[]} */
  const heap = [];
  /** @param {number} at */
  const made = (at) => rank.get(key(tokens[at], tokens[next[at]]));
  /** @param {number} at */
  const wait = (at) => {
    const token = made(at);
    if (token !== undefined) push(heap, token * PLACES + at);
  };
  for (let at = 0; at < tokens.length; at++) {
    wait(at);
    if (at % 256 === 255) yield;
  }
  for (let n = 1; heap.length; n++) {
    const least = pop(heap), at = least % PLACES, token = (least - at) / PLACES, after = next[at];
    if (made(at) !== token) continue; // one of the two has been joined to another since
    [tokens[at], tokens[after], next[at]] = [token, GONE, next[after]];
    before[next[at]] = at;
    wait(before[at]);
    wait(at);
    if (n % 256 === 0) yield;
  }
  return tokens.filter((it) => it !== GONE);
}

/** @param {number[]} heap @param {number} value */
function push(heap, value) {
  let at = heap.length;
  for (let up = (at - 1) >> 1; at && heap[up] > value; up = (at - 1) >> 1) {
    heap[at] = heap[up];
    at = up;
  }
  heap[at] = value;
}

/** @param {number[]} heap */
function pop(heap) {
  const [least] = heap, last = heap.pop() ?? 0;
  if (!heap.length) return least;
  let at = 0;
  for (let down = 1; down < heap.length; down = 2 * at + 1) {
    if (heap[down + 1] < heap[down]) down++;
    if (heap[down] >= last) break;
    heap[at] = heap[down];
    at = down;
  }
  heap[at] = last;
  return least;
}

/** A token in print: a byte that is only a part of a character stands as <F0>. @param {Table} table @param {number} token @returns {string} */
export const piece = (table, token) => token < 0 ? "no token" : table.special[token] ?? bytesOf(table, token).replace(/[\xc2-\xf4][\x80-\xbf]+|[\x80-\xff]/g, (bytes) => {
  try {
    return whole.decode(Uint8Array.from(bytes, (it) => it.charCodeAt(0)));
  } catch {
    return [...bytes].map((it) => `<${it.charCodeAt(0).toString(16).toUpperCase()}>`).join("");
  }
});

/** @param {Table} table @param {number} token @returns {string} a character for each byte */
function bytesOf(table, token) {
  const byte = table.bytes[token - table.special.length];
  return byte === undefined ? table.pairs.map((side) => bytesOf(table, side[token])).join("") : String.fromCharCode(byte);
}
