// What the picker's form, link and inputs agree on. For people and tsc: no browser loads this file.

import type { PickData } from "./pick-types";

export type Tokenizers = PickData["tokenizers"];

/** A control's name to its value, several joined with commas; what is not asked is left out. */
export type LinkState = Record<string, string>;

/** Of each control that a link may hold: whether a value (one of several) fits it. Never for "". */
export type Fields = Record<string, (value: string) => boolean>;

/** `ignored`: parts that are unknown or damaged. `newer`: a later version of the page wrote the link. */
export interface LinkRead {
  state: LinkState;
  ignored: string[];
  newer: boolean;
}

/** The prompts of a text, measured. `unread`: numbers of the lines that are no JSON with a text. */
export interface Prompts {
  /** Code points of each, ascending. */
  characters: number[];
  /** Bytes of each in UTF-8, ascending. */
  bytes: number[];
  unread: number[];
}

export interface Percentiles {
  p50: number;
  p95: number;
  max: number;
}

/** How many values fall into each step of `width`, from 0. */
export interface Histogram {
  width: number;
  counts: number[];
}
