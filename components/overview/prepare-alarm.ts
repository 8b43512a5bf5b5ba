import type { Overview } from "#lib/contracts/overview.ts";
import { countOf, formatAmount } from "#lib/format/count.ts";
import { formatClock, formatDay, zoneLabel } from "#lib/format/instant.ts";
import { placeName } from "#lib/format/place.ts";
import { families, familyLabels } from "#lib/vocabulary.ts";

export type Alarm = Overview["alarms"][number];

/** One part of the line under the alarm; `loud` = what it cost. */
interface AlarmFact {
  text: string;
  loud: boolean;
}

/** The sentence on top of the overview, in its parts. */
export interface PreparedAlarm {
  key: string;
  /** "LlamaParse EU". */
  place: string;
  /** "5.8 times"; null where there is no usual rate to compare with. */
  times: string | null;
  facts: AlarmFact[];
  /** Addresses without the present scope: what failed, and what is stuck (null = nothing is). */
  failuresHref: string;
  stuckHref: string | null;
}

/** Writes an alarm out. `zone` is an IANA name, `now` in ms since 1970. */
export function prepareAlarm(alarm: Alarm, zone: string, now: number): PreparedAlarm {
  const place = new URLSearchParams({ provider: alarm.provider, region: alarm.region });
  const since = alarm.since && { from: alarm.since };
  return {
    key: `${alarm.provider}/${alarm.region}`,
    place: placeName(alarm.provider, alarm.region),
    times: alarm.times === null ? null : `${roundTimes(alarm.times)} times`,
    facts: factsOf(alarm, zone, now),
    failuresHref: `/failures?${new URLSearchParams({ ...Object.fromEntries(place), ...since })}`,
    stuckHref: alarm.stuck > 0 ? `/jobs?${place}&stuck=true` : null,
  };
}

function factsOf(alarm: Alarm, zone: string, now: number): AlarmFact[] {
  const quiet = [
    alarm.since && `Since ${sinceWords(new Date(alarm.since), zone, new Date(now))}`,
    whoseWords(alarm),
    reachWords(alarm),
  ].filter((text): text is string => Boolean(text));
  const cost = costWords(alarm.creditsLost);
  return [...quiet.map((text) => ({ text, loud: false })), ...(cost ? [{ text: cost, loud: true }] : [])];
}

function roundTimes(times: number): string {
  return String(times >= 20 ? Math.round(times) : Number(times.toFixed(1)));
}

function sinceWords(since: Date, zone: string, now: Date): string {
  const clock = `${formatClock(since, zone, "minute")} ${zoneLabel(zone, since)}`;
  const day = formatDay(since, zone, now);
  return day === formatDay(now, zone, now) ? clock : `${day} ${clock}`;
}

const whose: Record<Alarm["whose"], string> = {
  vendor: "not your clients",
  caller: "in what your clients send",
  operator: "yours to put right",
  unknown: "whose fault is not known",
};

function whoseWords(alarm: Alarm): string {
  const family = families.find((known) => known === alarm.family);
  const cause = family ? familyLabels[family].toLowerCase() : alarm.family;
  return `${cause}, ${whose[alarm.whose]}`;
}

function reachWords({ clients, documents, stuck }: Alarm): string | null {
  const parts = [
    clients > 0 && countOf(clients, "client"),
    documents > 0 && countOf(documents, "document"),
    stuck > 0 && `${stuck} stuck`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : null;
}

/** Unknown is said as such; an estimate names itself. */
function costWords({ reported, estimated, unknownJobs }: Alarm["creditsLost"]): string | null {
  const known = reported + estimated;
  if (known === 0)
    return unknownJobs > 0 ? `unknown whether ${countOf(unknownJobs, "job")} without a result were billed` : null;
  const notes = [
    estimated > 0 && (reported > 0 ? `${formatAmount(estimated)} of them estimated` : "estimated"),
    unknownJobs > 0 && `unknown for ${countOf(unknownJobs, "more job", "more jobs")}`,
  ].filter(Boolean);
  return `${countOf(known, "credit")} billed without a result${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
}
