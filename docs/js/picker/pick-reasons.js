// @ts-check
// Why the first model meets what is asked, and why others are out or not known. It comes once something is asked.
import { list, make, put, text } from "./pick-answer.js";
import { fill, nearest, strictest } from "./pick-near.js";
import { caution, check, mend, NAMES, say } from "./pick-say.js";
import { between, number } from "./pick-words.js";

/** @import { Finding, PickData, Verdict } from "./pick-types" */
/** @import { Picker } from "./picker-types" */

const CHANGES = 6; // told where nothing fits; all that are out stand below

/** @param {Finding[]} findings @param {string} wanted */
const only = (findings, wanted) => findings.filter(({ state }) => state === wanted);

/** A constraint with its figure, its limit and how much of that it takes. @param {Finding} finding @param {PickData} data */
function line(finding, data) {
  const room = finding.rule === "memory" && finding.state === "meets" && finding.tokens ? `. There is room for ${between(number, finding.holds)} tokens a request` : "";
  const told = [say(finding, data), caution(finding)].filter(Boolean).join(", ");
  const item = make("li", make("strong", `${NAMES[finding.rule]}:`), ` ${told}${room}.`);
  item.toggleAttribute("data-unknown", finding.state === "unknown");
  const taken = fill(finding);
  if (!taken) return item;
  const bar = make("span");
  bar.className = "pick-bar";
  taken.forEach((part, end) => bar.style.setProperty(end ? "--most" : "--least", `${Math.min(1, part) * 100}%`));
  item.append(bar);
  return item;
}

/** The check-list of the first. @param {Picker} picker */
export function showChecks(picker) {
  const { data, decision: { matches, unknown } } = picker;
  put(picker.get("checks"), [...matches, ...unknown][0]?.findings.map((finding) => line(finding, data)) ?? []);
  picker.toggleAttribute("data-none", !matches.length);
}

/** @param {Picker} picker */
export function showOthers(picker) {
  const { data, decision: { matches, nearMisses, unknown, excluded } } = picker;
  const checks = (/** @type {Verdict} */ { findings }) => only(findings, "unknown").map((finding) => check(finding, data));
  const mends = (/** @type {Verdict} */ { findings }) => only(findings, "fails").map((finding) => mend(finding, data));
  const most = matches.length ? undefined : strictest(excluded);
  text(picker.get("strictest"), most ? `What rules out most: ${NAMES[most.rule].toLowerCase()}, ${most.count} of ${data.models.length} models.` : "");
  const sure = (/** @type {Verdict} */ { findings }) => !only(findings, "unknown").length;
  const changes = () => nearest(excluded).filter((verdict) => !unknown.length || sure(verdict)).slice(0, CHANGES);
  list(picker, "near", matches.length ? nearMisses : changes(), (verdict) => {
    const how = [...mends(verdict), ...checks(verdict)].filter(Boolean).join("; and ");
    return [how ? ` would qualify ${how}.` : `: ${say(only(verdict.findings, "fails")[0], data)}, and nothing else.`];
  });
  list(picker, "unknown", unknown, (verdict) => [` would qualify ${checks(verdict).join("; and ")}.`]);
  list(picker, "out", excluded, ({ findings }) => [make("ul", ...only(findings, "fails").map((finding) => make("li", say(finding, data))))]);
}
