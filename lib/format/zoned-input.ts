import { formatClock, zoneLabel } from "./instant.ts";

/** An instant as a `datetime-local` control wants it, "2026-11-20T14:21", in `zone`. */
export function toZonedInput(at: Date, zone: string): string {
  const shifted = new Date(at.getTime() + offsetMs(at, zone));
  return `${shifted.toISOString().slice(0, 10)}T${formatClock(at, zone, "minute")}`;
}

/** The instant meant by a `datetime-local` value in `zone`; null when it is not one. */
export function fromZonedInput(text: string, zone: string): Date | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset depends on the instant sought; a second look is right except inside the hour a clock change skips.
  const near = new Date(asUtc - offsetMs(new Date(asUtc), zone));
  return new Date(asUtc - offsetMs(near, zone));
}

function offsetMs(at: Date, zone: string): number {
  const [, sign, hours = "0", minutes = "0"] = /UTC([+−])(\d+)(?::(\d+))?/.exec(zoneLabel(zone, at)) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "−" ? -size : size;
}
