// @ts-check
// The picker's findings in words. Needs are rounded up, bounds from above down: nothing reads as if it fitted.
import { GIB } from "./pick.js";

/** @import { Finding, Group, PickData, Range, Words } from "./pick-types" */

/** Where a group's id is not its name. @type {Partial<Record<Group, string>>} */
const GROUPS = { copyleft: "share-alike", conditions: "conditions on use", "no-derivatives": "no derivatives", unknown: "not known" };
const BITS = { bf16: "16 bits", int8: "8 bits", int4: "4 bits" };
const METHODS = { full: "full fine-tuning", lora: "LoRA", qlora: "QLoRA" };

// Without Intl, whose first use costs a slow phone a tenth of a second while the picker comes up
/** @param {number} value @param {number} [digits] at most */
export const number = (value, digits = 0) => String(+value.toFixed(digits)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
/** @param {Date} date */
export const day = (date) => date.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
/** Rounded up everywhere, or one model would need 11.59 GiB here and 11.60 there. @param {number} bytes */
export const gib = (bytes) => `${(Math.ceil((bytes / GIB) * 100 - 1e-6) / 100).toFixed(2)} GiB`;
/** @param {number} speed */
export const speed = (speed) => `${number(speed < 10 ? Math.floor(speed * 10) / 10 : Math.floor(speed), 1)} tokens a second`;
/** @param {string[]} codes @param {PickData} data */
export const languages = (codes, { languages }) => new Intl.ListFormat("en-GB").format(codes.map((code) => languages[code] ?? code));
/** Once where both ends read the same. @param {(value: number) => string} say @param {Range} range */
export const between = (say, [lo, hi]) => (say(lo) === say(hi) ? say(lo) : `${say(lo).replace(/ \D+$/, "")} to ${say(hi)}`);
/** Where a model's sheet stands on the models page. @param {string} id */
export const anchor = (id) => id.split("/")[1].toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

const tokens = (/** @type {number} */ tokens) => `${number(Math.ceil(tokens))} tokens`;
const percent = (/** @type {number} */ share) => `${number(share * 100, 1)} %`;
const millions = (/** @type {number} */ count) => `${number(Math.ceil(count / 1e6))} million`;
const orIn = (/** @type {keyof typeof BITS | null} */ precision) => (precision ? `, or in ${BITS[precision]}` : "");

/** @type {Words} */
const SAY = {
  hub: ({ hub }) => (hub === "missing" ? "it is no longer on the Hub" : `it is ${hub} on the Hub`),
  license: ({ license, group, from }) => `its licence is ${license} (${GROUPS[group] ?? group}${from ? ", inherited from " + from : ""})`,
  gate: ({ gated }) => (gated === null ? "nobody says whether it has a gate" : `it has ${gated ? "a" : "no"} gate`),
  languages: ({ missing, listed, more }, data) =>
    !missing.length ? "it names your languages" : more || !listed ? `it says ${more ?? "nothing"} for ${languages(missing, data)}` : `it does not name ${languages(missing, data)}`,
  kind: () => "it is an instruct model",
  context: ({ need, window, share }) =>
    `your 95th percentile and its answer take ${need ? between(tokens, need) : "an unknown number of tokens"}; its window ${window ? "has " + tokens(window) : "is not stated"}` +
    (share?.[1] ? ` and cuts off ${between(percent, share)} of your inputs` : ""),
  memory: ({ need, have, weights, cache, tokens: at, requests, used }) =>
    `needs ${between(gib, need)}, ${gib(weights)} for weights in ${BITS[used]}` +
    (!at ? " and more for a cache that is not known" : at[1] ? ` and ${requests > 1 ? requests + " × " : ""}${between(gib, cache)} for cache at ${between(tokens, at)}` : ", without cache") +
    `; you have ${number(have / GIB, 2)} GiB`,
  training: ({ method, need, have }) => `${METHODS[method]} needs ${between(gib, need)} before activations; you have ${number(have / GIB, 2)} GiB`,
  speed: ({ reach, used, bandwidth, least }) => `at most ${between(speed, reach)} in ${BITS[used]} at ${number(bandwidth)} GB a second; you want ${number(least, 1)} tokens a second`,
  tokenizer: ({ family }, { tokenizers }) => `its tokenizer is ${tokenizers[family].name}`,
  adapters: ({ adapters, least }) => `it has ${adapters === null ? "an unknown number of" : number(adapters)} public adapters; you want ${number(least)} adapters`,
  parameters: ({ parameters, most }) => `it has ${millions(parameters)} parameters; you allow ${number(most / 1e6)} million`,
};

/** @type {Words} */
const MEND = {
  hub: () => "",
  license: ({ by, group }) => (by === "use" ? "with an agreement of your own with its maker" : `if you accepted its terms: ${GROUPS[group] ?? group}`),
  gate: () => "if there may be a gate",
  languages: ({ missing }, data) => `without ${languages(missing, data)}`,
  kind: ({ base }) => (base ? `as ${base}, the base model that it was made from` : ""),
  context: ({ need, extended, over }) => (need && extended && extended >= need[0] ? `with scaling switched on: ${tokens(extended)}` : `with ${tokens(over)} less in each request`),
  memory: ({ more, precision }) => `with ${gib(more)} more${orIn(precision)}`,
  training: ({ more, instead }) => `with ${gib(more)} more${instead ? ", or by " + METHODS[instead] : ""}`,
  speed: ({ needs, precision }) => `at ${number(Math.ceil(needs))} GB a second${orIn(precision)}`,
  tokenizer: ({ family }, { tokenizers }) => `if ${tokenizers[family].name} would do`,
  adapters: ({ adapters }) => `if ${number(adapters ?? 0)} adapters were enough`,
  parameters: ({ parameters }) => `if you allowed ${millions(parameters)} parameters`,
};

/** Why it meets or fails, without a full stop. @param {Finding} finding @param {PickData} data */
export const say = (finding, data) => SAY[finding.rule](/** @type {never} */ (finding), data);

/** What follows "would qualify" where it fails; "" where nothing helps. @param {Finding} finding @param {PickData} data */
export const mend = (finding, data) => MEND[finding.rule](/** @type {never} */ (finding), data);

/** What follows "would qualify" where it is unknown. @param {Finding} finding @param {PickData} data */
export function check(finding, data) {
  if (finding.rule === "license") return `if its licence (${finding.license}) allows it: read its text`;
  if (finding.rule === "gate") return "if it has no gate: see its page on the Hub";
  if (finding.rule === "languages") return `if it serves ${languages(finding.missing, data)}: see its card, and try it`;
  if (finding.rule === "adapters") return `if it has ${number(finding.least)} adapters: see its page on the Hub`;
  if (finding.rule === "context" && !finding.window) return "if its window is long enough: see its card";
  return "if your inputs are short enough in its tokens: count some";
}

/** On what a match depends all the same; "" where on nothing. @param {Finding} finding */
export function caution(finding) {
  if (finding.rule === "license" && finding.group !== "permissive") return "as far as its terms go";
  if (finding.tight) return finding.rule === "training" ? "with gradients in 16 bits only" : "at the lower estimate only";
  if (finding.rule === "memory" && finding.weights + finding.plain > finding.have) return `or ${gib(finding.weights + finding.plain)} in a runtime without its windows`;
  return "";
}
