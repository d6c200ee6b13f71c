// What the picker's scripts agree on. For people and tsc: no browser loads this file.
// Units: bytes, tokens, tokens a second. What a reader types keeps its own unit, named beside it.

export type Group = "permissive" | "copyleft" | "conditions" | "non-commercial" | "no-derivatives" | "unknown";
export type Precision = "bf16" | "int8" | "int4";
export type Method = "full" | "lora" | "qlora";
/** In the order in which they are asked and told. */
export type Rule =
  | "hub" | "license" | "territory" | "gate" | "languages" | "kind" | "context" | "memory"
  | "training" | "wait" | "speed" | "tokenizer" | "adapters" | "parameters";
/** At least, at most. The same twice where a number is exact. */
export type Range = [lo: number, hi: number];

/** models.json, written at build by hooks/course/picker/choices.py: of the models a list for each field, which is shorter. */
export type ModelsFile = Omit<PickData, "models" | "languages"> & { models: Record<string, any[]> };

/** What the rules go by. */
export interface PickData {
  units: {
    /** Bytes a parameter. */
    precision: Record<Precision, number>;
    /** Bytes a parameter: of all (`weights`), and of the adapter's on top; before activations. */
    training: Record<Method, { weights: Range; adapter: number }>;
    /** What a program took beyond the model's file, of a model of at most `small` parameters and of a larger one. */
    runtime: { small: number; mib: [Range, Range] };
  };
  /** How machines read a prompt, by precision: 10^9 parameters times tokens a second. `peak`: as the maker states it. */
  devices: Record<string, Partial<Record<Precision, Range>> & { peak?: number }>;
  tokenizers: Record<string, Tokenizer>;
  /** Codes of the languages in which characters per token are known. */
  measured: string[];
  models: ModelFacts[];
  /** Code to name, of those that can be asked for: the form has them. */
  languages: Record<string, string>;
}

export interface Tokenizer {
  name: string;
  /** Characters per token in each of the languages that were measured, the most first: as published (CulturaX samples), and as this course counted. */
  figures: (number[] | null)[];
  /** Every byte has a token, so that UTF-8 bytes bound the count from above. */
  bytes: boolean;
}

/** One featured model, smallest first in `PickData.models`. */
export interface ModelFacts {
  /** OWNER/NAME on the Hub; see `anchor`. */
  id: string;
  parameters: number;
  /** Parameters that a new token reads at least; left out or null where they are all. */
  read?: number | null;
  /** Of the terms that govern: an ancestor's where they are stricter. */
  group: Group;
  license: string;
  /** The ancestor whose terms govern; left out or null where they are its own. */
  from?: string | null;
  /** Regions that the licence's text excludes; null where nobody has read it for that. */
  excludes: string[] | null;
  gated: boolean | "auto" | "manual" | null;
  /** ISO codes that the card lists, by alphabet; null where none was read. */
  languages: string[] | null;
  /** How the card puts it, where it names more than the codes or none. */
  more?: string | null;
  base: string | null;
  tokenizer: string;
  /** Tokens as the files are, and once scaling is switched on; null where not stated. */
  window: number | null;
  extended: number | null;
  /** Bytes a token; bytes a token in layers with a window; that window in tokens. */
  cache: [bytes: number, windowed: number, window: number];
  /** It thinks before it answers unless it is told not to. */
  thinks?: number | null;
  /** Parameters of LoRA adapters of rank 16. */
  adapter: number;
  /** Public adapters on the Hub. */
  adapters: number | null;
  /** What keeps readers from it on the Hub; left out or null where nothing does. */
  state?: "missing" | "disabled" | "private" | null;
}

/** What the reader asks for. Everything is optional; what is left out rules nothing out. */
export interface Constraints {
  use?: "commercial" | "internal" | "research";
  /** Groups beyond permissive that the reader accepts; left out: whatever the use allows. */
  terms?: Group[];
  /** A region where it has to be allowed; "all" for any. */
  where?: string;
  /** False: no gate. */
  gated?: boolean;
  languages?: string[];
  kind?: "instruct" | "base";
  /** By tokenizer id; a family left out is unknown. */
  inputs?: Record<string, Estimate>;
  /** Tokens of the longest answer; 0 where left out. */
  output?: number;
  /** GiB for weights and cache. */
  memory?: number;
  /** bf16 where left out. */
  precision?: Precision;
  /** Requests served at one time; 1 where left out. */
  requests?: number;
  method?: Method;
  /** GiB for training by `method`. */
  trainMemory?: number;
  /** Seconds at most until a prompt is read and the first token comes. */
  wait?: number;
  /** How the machine reads, as in `PickData.devices`; a precision left out is unknown. */
  paces?: Partial<Record<Precision, Range>>;
  /** The paces are the maker's: no program reaches them. */
  peak?: boolean;
  /** Least tokens a second for each answer; asked only with `bandwidth`. */
  speed?: number;
  /** GB (10^9 bytes) a second. */
  bandwidth?: number;
  /** Tokenizer id that must be shared. */
  tokenizer?: string;
  adapters?: number;
  /** Parameters at most. */
  parameters?: number;
  /** For the costs of the ladder: requests a month, and the price of a GPU hour in any currency. */
  monthly?: number;
  price?: number;
}

/** The reader's inputs in tokens of one family. `p95` decides, about memory `max` where it is given. */
export interface Estimate {
  p50?: Range;
  p95: Range;
  max?: Range;
}

/** The share of inputs, 0 to 1, that are longer than `room` tokens of a family. */
export type Share = (family: string, room: number) => Range | null;

export type State = "meets" | "fails" | "unknown";

/** What one constraint says of one model. `tight`: it holds at the best estimate only. */
export type Finding = { state: State; tight?: boolean } & (
  | { rule: "hub"; hub: string }
  /** `by`: the use forbids it, the terms are not accepted, or nobody knows. */
  | { rule: "license"; group: Group; license: string; from?: string; by: "use" | "terms" | "" }
  | { rule: "territory"; license: string; excludes: string[] | null; where: string }
  | { rule: "gate"; gated: ModelFacts["gated"] }
  | { rule: "languages"; missing: string[]; listed: string[] | null; more?: string }
  | { rule: "kind"; base: string | null }
  /** `need`: p95 and the answer, null where not estimated. `over`: tokens too many; `share`: of inputs cut off. */
  | {
      rule: "context"; need: Range | null; window: number | null; extended: number | null;
      over: number; share: Range | null;
    }
  /**
   * Bytes. `cache`: of one request at `tokens`; `plain`: all requests' cache where windows are ignored;
   * `more`: what is missing; `precision`: the next lower one that would do; `runtime`: what a program took on top;
   * `holds`: the longest request, in tokens, that there is room for, with that and without.
   */
  | {
      rule: "memory"; need: Range; have: number; weights: number; cache: Range; tokens: Range | null;
      requests: number; plain: number; more: number; precision: Precision | null; used: Precision;
      runtime: Range; holds: Range;
    }
  /** Bytes, before activations. `instead`: the method nearest to it that would do. */
  | { rule: "training"; need: Range; have: number; method: Method; more: number; instead: Method | null }
  /**
   * Seconds until the first token, null where pace or length is not known: the `need` tokens of the 95th percentile, read
   * at the `pace`. `needs`: the pace that would do; `thinks`: thoughts come first.
   */
  | {
      rule: "wait"; seconds: Range | null; need: Range | null; pace: Range | null; wait: number; needs: number;
      precision: Precision | null; used: Precision; peak?: boolean; thinks?: boolean;
    }
  /** Tokens a second for each answer, at most. `needs`: GB a second that would do. */
  | {
      rule: "speed"; reach: Range; least: number; bandwidth: number; needs: number; precision: Precision | null;
      used: Precision;
    }
  | { rule: "tokenizer"; family: string }
  | { rule: "adapters"; adapters: number | null; least: number }
  | { rule: "parameters"; parameters: number; most: number }
);

/** One model with every constraint that was asked, in the order of `Rule`. */
export interface Verdict {
  model: ModelFacts;
  findings: Finding[];
}

/** One rung of the ladder. Bytes; tokens a second over all requests, at most; hours and cost a month, at least. */
export interface Step {
  model: ModelFacts;
  weights: number;
  cache: Range;
  memory: Range;
  training: Range | null;
  perSecond: number | null;
  hours: number | null;
  cost: number | null;
}

/** Every list is smallest model first, and every model is in exactly one of the first three. */
export interface Decision {
  matches: Verdict[];
  excluded: Verdict[];
  /** Nothing fails, and something is not known. */
  unknown: Verdict[];
  /** Those of `excluded` that fail one constraint and meet all others. */
  nearMisses: Verdict[];
  ladder: Step[];
}

/** What was asked of which data. */
export interface Case {
  data: PickData;
  asked: Constraints;
  share?: Share;
}

/** Undefined where the constraint is not asked. */
export type Check = (model: ModelFacts, at: Case) => Finding | undefined;

/** What serving takes: bytes of weights, of one request's cache, and of all; `read` are bytes that each token reads. */
export interface Serving {
  tokens: Range | null;
  weights: number;
  cache: Range;
  need: Range;
  read: number;
  requests: number;
  used: Precision;
}

/** A finding in words; with `data` for the names of tokenizers. */
export type Words = { [R in Rule]: (finding: Extract<Finding, { rule: R }>, data: PickData) => string };
