// What the picker's form, link and inputs agree on. For people and tsc: no browser loads this file.
import type { Constraints, Decision, PickData, Range, Share } from "./pick-types";

/** A control's name to its value, several joined with commas; what is not asked is left out. */
export type LinkState = Record<string, string>;

/** Of each control that a link may hold: whether a value (one of several) fits it. Never for "". */
export type Fields = Record<string, (value: string) => boolean>;

/** What a link may fill in: what the form's controls take. */
export type FieldsOf = (controls: any[]) => Fields;

/** A field of numbers, and the unit that is asked for. Undefined while what reads it comes, and then calls `again`. */
export type ReadField = (field: any, unit: string, again: () => void) => undefined | { value: number; problem?: undefined; choices?: undefined } | { value?: undefined; problem: string; choices?: string[] };

/**
 * What was typed, with numbers as a link holds them (`state`); what of it can be, for the rules (`counted`); and why
 * the rest cannot, by the field's name; where it can be read in two ways, with those as they may be typed.
 */
export type Judge = (controls: any[], typed: LinkState, again: () => void) => { state: LinkState; counted: LinkState; problems: Record<string, string>; choices: Record<string, string[]> };

/** A state as a fragment, without "#"; "" where nothing is asked. */
export type Write = (state: LinkState) => string;

/**
 * A fragment as a state; undefined where it holds none. `ignored`: parts that are unknown or damaged. `newer`, `older`: a
 * later or an earlier version of the page wrote the link.
 */
export type Read = (fragment: string, fields: Fields) => { state: LinkState; ignored: string[]; newer: boolean; older: boolean } | undefined;

type Tokens = Pick<PickData, "tokenizers" | "measured">;

/** What the form holds as what the rules take. */
export type ConstraintsOf = (state: LinkState, data: Tokens & Pick<PickData, "devices">) => Constraints;

/**
 * Languages whose published figures count: those chosen, else those asked for, else English. `unknown`: those of them
 * for which there is no figure; then all that are known make a range.
 */
export type Spoken = (measured: string[], state: LinkState) => { used: string[]; unknown: string[] };

/**
 * Characters per token by tokenizer, the most first: the reader's own figure, else the range over the languages that
 * count, of the family's published figure for each, or of all families' where it has none.
 */
export type PerToken = (data: Tokens, state: LinkState) => Record<string, Range>;

/** The element, as its modules use it. */
export interface Picker extends HTMLElement {
  data: PickData;
  /** Of what the form holds now. */
  decision: Decision;
  state: LinkState;
  /** The state without what cannot be. */
  readonly counted: LinkState;
  /** The page of the models' facts. */
  sheets: string;
  /** Of the prompts' own lengths, while they are here. */
  share?: Share;
  /** The first element of the class `pick-NAME`; a selector may follow the name. */
  get(name: string): any;
  /** Works the answer out and shows it. */
  show(): void;
  /** The state into the address, and the answer to those who hear the page. */
  save(): void;
}

export type Basis = (picker: Picker, counted: LinkState) => string[];

/** Each question of a part that is answered, such as "Use: Ship or sell it". */
export type Answers = (part: any) => string[];

/** A record without a prompt, by the line where it begins. */
export interface Unread {
  line: number;
  why: string;
}

/** A text's prompts, those records that have none, and how it was read where that can be doubted. */
export interface Reading {
  prompts: string[];
  unread: Unread[];
  notes: string[];
}

/** All prompts, measured. `told`: sentences on what was not read, and how the rest was. */
export interface Prompts {
  /** Code points of each, ascending. */
  characters: number[];
  /** Bytes of each in UTF-8, ascending. */
  bytes: number[];
  told: string[];
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
