// @ts-check
// A decision kept: the page as Markdown, so that the record says what the page did; and what has changed since.
import { copy } from "../lib/clipboard.js";
import { answers, make, short } from "./model-picker.js";
import { write } from "./pick-state.js";
import { fetchPage } from "./pick-page.js";
import { anchor } from "./pick-words.js";

/** @import { Decision } from "./pick-types" */

/** @param {Date} date */
const day = (date) => date.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Its hidden parts and controls are left out. @param {any} node @param {string} [indent] @returns {string} */
export function markdown(node, indent = "") {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ").replace(/[\\`*_[\]<>]/g, "\\$&");
  if (!node.matches || node.hidden || node.matches("button, label, input, select, details, svg, .report")) return "";
  const item = node.matches("li, .fact-row");
  const inside = [...node.childNodes].map((child) => markdown(child, item ? `${indent}  ` : indent)).join("");
  const text = inside.trim();
  if (!text) return inside && " ";
  if (node.href) return `[${text}](${node.href})`;
  if (node.matches("strong")) return `**${text}**`;
  if (node.matches("dt")) return `**${text}:** `;
  if (node.matches(".fact-note, .fact-origin")) return ` (${text})`;
  if (item) return `\n${indent}- ` + text.replace(/\n\n+/g, `\n${indent}  `);
  if (node.matches(".pick-h, h3")) return `\n\n## ${text}\n\n`;
  if (node.matches("p")) return `\n\n${text}\n\n`;
  return node.matches("span, dd") ? ` ${text} ` : inside;
}

/** What the choice is called, and the address that keeps it. @param {any} picker */
function chosen(picker) {
  const [{ text, value } = { text: "none fits", value: "" }] = picker.get("keep select").selectedOptions;
  const state = { ...picker.state, ...(value && { chosen: value }), on: new Date().toISOString().slice(0, 10) };
  return { name: text, slug: value, url: `${location.href.split("#")[0]}#${write(state)}` };
}

/** A model's sheet, with dates and sources, from the models page. @param {any} picker @param {string} slug */
async function sheet(picker, slug) {
  const { href } = picker.get("models");
  try {
    const { children } = /** @type {Element} */ ((await fetchPage(href)).getElementById(slug)?.closest(".sheet"));
    return [...children].map((part) => markdown(part)).join("");
  } catch {
    return `Facts and sources: ${href.split("#")[0]}#${slug}`;
  }
}

/** @param {any} picker */
export async function record(picker) {
  const { name, slug, url } = chosen(picker);
  const parts = ["best", "ladder", "near", "unknown", "out"].map((part) => markdown(picker.get(part)));
  return [
    `# Decision: ${name}`, `Written on ${day(new Date())}. [What has changed since](${url})`,
    "## What was asked", answers(picker).map((answer) => `- ${answer}`).join("\n") || "Nothing.", markdown(picker.get("notes")), ...parts, slug && (await sheet(picker, slug)), "",
  ].join("\n\n").replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").replace(/(\S) {2,}/g, "$1 ");
}

/** Keeps the decision as "file", "text" or "link"; tells what was done. @param {any} picker @param {string} how */
export async function keep(picker, how) {
  const { slug, url } = chosen(picker);
  const text = how === "link" ? url : await record(picker);
  if (how !== "file") return (await copy(text)) ? "Copied." : "This browser does not let the page copy.";
  const href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  Object.assign(document.createElement("a"), { href, download: `decision-${slug || "none"}.md` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return "Downloaded.";
}

/** What has changed since the decision in the link. @param {any} picker @param {Decision} decision */
export function since(picker, { matches, excluded, unknown }) {
  const { chosen = "", on } = picker.state;
  const is = (/** @type {{model: {id: string}}} */ { model }) => anchor(model.id) === chosen;
  const place = matches.findIndex(is);
  const model = [...matches, ...excluded, ...unknown].find(is)?.model;
  const turn = chosen ? (place === 0 ? "first" : excluded.some(is) ? "out" : unknown.some(is) ? "unknown" : "gone") : matches.length ? "some" : "none";
  const now = place > 0 ? `It still meets everything, and so do ${place} that are smaller: the smallest is ${short(matches[0].model)}.` : picker.get(`turns [data-turn=${turn}]`).textContent;
  const logged = [...picker.querySelectorAll(".pick-log li")].filter(({ dataset }) => dataset.at >= on).map((it) => it.textContent ?? "");
  picker.get("since ul").replaceChildren(...[`Decided on ${day(new Date(on))}: ${model ? short(model) : chosen || "no model"}.`, now, ...logged].map((line) => make("li", line)));
  picker.get("unlogged").hidden = logged.length;
}
