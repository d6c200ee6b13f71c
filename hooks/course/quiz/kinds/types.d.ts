// What the scripts of questions agree on. For people and tsc: no browser loads this file.
import type { Attempt } from "../../store/types";

export type Kind = "one" | "several" | "number" | "order" | "match";

/** A question's answer key, read from its markup. */
export interface Key {
  id: string;
  kind: Kind;
  lesson: string;
  fingerprint: string;
  unit: string;
  value: number;
  within: number;
  /** Option id to whether it is right. */
  options: Map<string, boolean>;
  /** Where a step or an item may be put: places' numbers, groups' ids. */
  places: string[];
  /** Step or item to where it belongs. */
  placed: Map<string, string>;
}

/** What stands in an option's row after an answer: its reason, and the words that tell the verdict and the choice. */
export interface Reason {
  reason: HTMLElement;
  head: HTMLElement;
  chosen: HTMLElement;
}

/** The controls of a kind of question: quiz/kinds/ has a module for each. */
export interface Control {
  /** What is chosen, as it is saved; empty where nothing is yet. */
  choice: string[] | string;
  /** Takes focus when the question is asked again. */
  readonly first: HTMLElement;
  /** What keeps the choice from being judged, if anything, and where; or what to ask, with texts that may be meant. */
  lack(): { problem: string; at?: HTMLElement; choices?: string[] };
  shuffle(): void;
  show(attempt: Attempt, reasons: Map<string, Reason>): void;
  /** To before or after an answer. */
  turn(answered: boolean): void;
  clear(): void;
  /** What the verdict says beyond right and wrong. */
  words(grade: Grade): string;
}

export interface Grade {
  /** False where the attempt no longer fits the question: kept, but not judged. */
  graded: boolean;
  right: boolean;
  /** The question is not what it was. */
  changed: boolean;
  /** How many right options were chosen (steps or items are in their place), of how many, and how many wrong ones. */
  found: number;
  of: number;
  taken: number;
}

/** When a question is to be asked again. */
export interface Standing {
  /** Local day number; null where the question was never answered. */
  due: number | null;
  /** Intervals passed since the last miss, 0 to 5. */
  step: number;
  /** The last answer that counts was wrong. */
  missed: boolean;
}
