"use client";

import { formatClock, formatExact, formatInstant, formatNear } from "#lib/format/instant.ts";
import { formatRelative } from "#lib/format/relative-time.ts";
import { useNow, useZone } from "./view-context.tsx";

export type TimeFormat = "relative" | "near" | "clock" | "milli" | "instant";

interface TimeProps {
  /** ISO 8601 instant. */
  at: string;
  /** `near`: the shortest unmistakable form, for tables. `instant`: day, time and zone. */
  format?: TimeFormat;
  className?: string;
}

const minuteMs = 60_000;

/** A point in time. Hovering shows the exact instant with its zone. */
export function Time({ at, format = "near", className }: TimeProps) {
  const { zone } = useZone();
  const date = new Date(at);
  const now = useNow(format === "relative" ? 1000 : minuteMs);
  const exact = formatExact(date, zone);
  const title = zone === "UTC" ? exact : `${exact}\n${formatExact(date, "UTC")}`;
  return (
    <time dateTime={at} title={title} className={className}>
      {textOf(date, format, zone, now)}
    </time>
  );
}

function textOf(date: Date, format: TimeFormat, zone: string, now: number): string {
  switch (format) {
    case "relative":
      // The clock steps once a second: an instant of the running second is not in the future.
      return formatRelative(date.getTime(), Math.abs(date.getTime() - now) < 1000 ? date.getTime() : now);
    case "near":
      return formatNear(date, zone, new Date(now));
    case "clock":
      return formatClock(date, zone);
    case "milli":
      return formatClock(date, zone, "milli");
    case "instant":
      return formatInstant(date, zone, new Date(now));
  }
}
