import type { RegionId } from "#lib/vocabulary.ts";

/** How sure a vendor fact is. `assumption` and `unknown` stay marked on screen. */
export type Certainty = "documented" | "measured" | "assumption" | "unknown";

/** A value taken from a vendor's material, with where and when it was read. */
export interface Fact<T> {
  value: T;
  source: string;
  /** ISO date. */
  checkedOn: string;
  certainty: Certainty;
}

/** A request limit, per key: our own traffic stays under it, and the gateway paces callers by it. */
export interface LimitFact {
  operation: "get" | "list" | "create" | "upload" | "any";
  /** Operations it counts, by name, where it is not all of that kind. */
  names?: readonly string[];
  /** Regions it holds in; left out = all but the sandbox, which limits by itself. */
  regions?: readonly RegionId[];
  /** The smallest plan's limit: larger plans have more, and which one a key has is not told. */
  plan?: string;
  requests: number;
  /** Window length in milliseconds. */
  windowMs: number;
  source: string;
  certainty: Certainty;
}
