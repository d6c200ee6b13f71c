// What the store keeps and promises. For people and tsc: no browser loads this file.

/** What a learner answered. Written once and never changed; a verdict is never part of it. */
export interface Answer {
  /** One of quiz/kinds/types.d.ts: the store keeps answers of any. */
  kind: string;
  /** Ids of options; of steps, in their order; of items with their groups, as ITEM=GROUP; for a number, the text as typed. */
  choice: string[] | string;
  /** A number's unit, as the question named it. */
  unit?: string;
  /** False where the learner said that they were guessing. */
  sure: boolean;
  /** Of the question as it stood. */
  fingerprint: string;
  /** The right answer had been on show before this attempt. */
  retry?: boolean;
  /** The author's hint had been opened. */
  hint?: boolean;
}

export interface Attempt extends Answer {
  /** 2 for the kinds that version 1 did not know: a site of before leaves such an attempt as it is. */
  v: 1 | 2;
  /** ISO 8601, UTC. Later than all that it follows, and so the order. */
  at: string;
  /** What the clock said, where it was behind `at`: it had been ahead, and was set right. */
  clock?: string;
}

/** An attempt with its `at` in milliseconds. */
export interface Dated {
  time: number;
  value: Attempt;
}

/** One value in storage. Kinds: attempt, reset, restore, visit, setting. */
export interface Entry<Value = any> {
  key: string;
  raw: string;
  kind: string;
  /** What stands second in the key: the question, a reset's scope, a visit's lesson. */
  subject: string;
  id: string;
  value: Value;
  /** `value.at` in milliseconds. */
  time: number;
}

export type Saved = Entry<Attempt>;

export type Check = (value: any) => boolean;

/** From each older version of a value to the next one, by a pure function. */
export type Migrations = Record<number, (old: any) => any>;

/** A stored text as a value of today's form; a newer form as it is; null where it cannot be read. Pure. */
export type Read = (kind: string, raw: string, steps?: Migrations) => any;

export type VersionOf = (kind?: string) => number;

/** Whether a reset is one of this question's. */
export type Covers = (reset: { value: { questions?: string[] } }, question: string) => boolean;

/** Null where the value is broken, undefined where the key is not one of a kind that is known here. */
export type ReadEntry = (key: string, raw: string) => Entry | null | undefined;

/** False where the storage is blocked, or full. */
export type Reach = (act: (area: Storage) => void) => boolean;

/** `path` is that of the site's root, "/small-first/": only keys below it are read, written or removed. */
export type OpenStore = (path: string, area?: () => Storage, now?: () => number) => Store;

/** Emits "change" whenever what it holds may have changed. */
export type Store = EventTarget & Holdings;

/** All that was ever seen stays in memory: clearing the storage takes no answer from an open page. */
export interface Holdings {
  prefix: string;
  /** Why answers last only until the page is closed: "blocked", "full" or "cleared". */
  fault(): false | "blocked" | "full" | "cleared";
  /** Entries of a kind in today's format (or only those in a newer one), oldest first. */
  all(kind: string, newer?: boolean): readonly Entry[];
  /** Attempts that no reset hides, oldest first: the same list as long as nothing changed. */
  attempts(question?: string): readonly Saved[];
  /** The same by question. */
  answered(): ReadonlyMap<string, readonly Saved[]>;
  /** Writes a value with version and time (and the clock's where that is earlier); `name` is the key without its prefix. */
  put(name: string, value: object, time?: number): void;
  /** Takes a text as it is, under a name that is free or lost from storage; `refresh` writes it. */
  adopt(name: string, raw: string): void;
  /** Removes a key: only to undo a reset. */
  drop(key: string): void;
  /** Writes what is not yet written, reads what other tabs wrote, and tells everyone. */
  refresh(): void;
}

/** A lesson, as every page tells it in `data-lessons`. */
export interface Lesson {
  slug: string;
  /** Relative to the site's root. */
  path: string;
  title: string;
  track: string;
  /** How many. */
  questions: number;
}
