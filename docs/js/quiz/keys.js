// @ts-check
// Every question's key, by lesson: for pages that have not the questions themselves.
import { site } from "../lib/site.js";
import { keyOf } from "./kinds/answer-key.js";

/** @import { Key } from "./kinds/types" */

/** @type {Promise<Map<string, Key[]>> | undefined} */
let asked;

/** @param {Record<string, Record<string, DOMStringMap & { options: DOMStringMap[] }>>} lessons */
const read = (lessons) => new Map(Object.entries(lessons).map(([lesson, questions]) => [lesson,
  Object.entries(questions).map(([question, { options, ...data }]) => keyOf({ question, lesson, ...data }, options))]));

/** By lesson, in the order of the questions' file. Asked for again where it did not come. */
export const keys = () => asked ??= fetch(new URL("keys.json", site)).then((answer) => answer.json()).then(read, (error) => {
  asked = undefined;
  throw error;
});
