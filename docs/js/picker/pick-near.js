// @ts-check
// Where nothing fits: what is in the way, and which changes are the nearest. It comes then.
import { fill } from "./pick-reasons.js";

/** @import { Finding, Rule, Verdict } from "./pick-types" */

const FAR = 1; // how far off what is not counted is: as far as a need that is twice its limit

/** How far a failure is from its limit, in doublings; infinite where nothing mends it. @param {Finding} finding */
function distance(finding) {
  if (finding.rule === "hub" || (finding.rule === "kind" && !finding.base)) return Infinity;
  return Math.log2(fill(finding)?.[0] ?? 2 ** FAR);
}

/** Models that one or two changes would let in, nearest first; those last of which something else is not known. @param {Verdict[]} excluded */
export function nearest(excluded) {
  const ranked = excluded.map((verdict) => {
    const failing = verdict.findings.filter(({ state }) => state === "fails");
    const unsure = verdict.findings.some(({ state }) => state === "unknown");
    const far = failing.reduce((sum, finding) => sum + distance(finding), 0);
    return { verdict, rank: [+unsure, failing.length, far] };
  });
  const before = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.map((it, i) => it - b[i]).find((it) => it) ?? 0;
  return ranked.filter(({ rank }) => rank[1] <= 2 && rank[2] < Infinity).sort((a, b) => before(a.rank, b.rank)).map(({ verdict }) => verdict);
}

/** The constraint that most models fail, and how many; undefined where none fails. @param {Verdict[]} excluded */
export function strictest(excluded) {
  /** @type {Map<Rule, number>} */ const counts = new Map();
  for (const { rule, state } of excluded.flatMap(({ findings }) => findings)) if (state === "fails") counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const [rule, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ["hub", 0]);
  return count ? { rule: /** @type {Rule} */ (rule), count } : undefined;
}
