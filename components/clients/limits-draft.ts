import { type ClientLimits, clientLimits } from "#lib/contracts/clients.ts";
import { countOf } from "#lib/format/count.ts";

/** Limits as they stand in a form; an empty text = no limit. */
export type LimitsDraft = Record<keyof ClientLimits, string>;

const names = ["requestsPerMinute", "maxConcurrent", "creditsPerDay"] as const satisfies (keyof ClientLimits)[];

/** A client's limits for a form. */
export function draftOf(limits: ClientLimits): LimitsDraft {
  const text = (name: keyof ClientLimits) => (limits[name] === null ? "" : String(limits[name]));
  return {
    requestsPerMinute: text("requestsPerMinute"),
    maxConcurrent: text("maxConcurrent"),
    creditsPerDay: text("creditsPerDay"),
  };
}

/** The limits a form says, or what is wrong with each; `limits` is undefined while anything is. */
export function readLimits(draft: LimitsDraft): {
  limits: ClientLimits | undefined;
  errors: Partial<Record<keyof ClientLimits, string>>;
} {
  const errors: Partial<Record<keyof ClientLimits, string>> = {};
  const values: Partial<ClientLimits> = {};
  for (const name of names) {
    const text = draft[name].trim();
    const parsed = clientLimits.shape[name].safeParse(text === "" ? null : Number(text));
    if (parsed.success) values[name] = parsed.data;
    else errors[name] = messages[name];
  }
  const read = clientLimits.safeParse(values);
  return { limits: read.success ? read.data : undefined, errors };
}

const messages: Record<keyof ClientLimits, string> = {
  requestsPerMinute: "A whole number from 1 to 1,000,000, or nothing.",
  maxConcurrent: "A whole number from 1 to 10,000, or nothing.",
  creditsPerDay: "A number from 0, or nothing.",
};

/** The limits that are set, in words. */
export function limitWords({ requestsPerMinute, maxConcurrent, creditsPerDay }: ClientLimits): string[] {
  return [
    requestsPerMinute !== null && `${countOf(requestsPerMinute, "request")} a minute`,
    maxConcurrent !== null && `${countOf(maxConcurrent, "call")} at once`,
    creditsPerDay !== null && `${countOf(creditsPerDay, "credit")} a day`,
  ].filter((words): words is string => words !== false);
}
