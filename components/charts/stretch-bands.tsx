"use client";

import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";
import type { TimeAxis } from "./time-axis.ts";

interface StretchBandsProps {
  axis: TimeAxis;
  /** Only their ends: where the darkness of what lies below means something. */
  bare?: boolean;
}

/** Shades what lasted, over the width of the axis; what still lasts has no end and is hatched. */
export function StretchBands({ axis, bare = false }: StretchBandsProps) {
  return axis.stretches.bands.map(({ key, left, right, isOpen }) => (
    <span
      key={key}
      aria-hidden
      className={classNames("absolute inset-y-0 min-w-0.5 border-bad/60 border-l", !isOpen && "border-r")}
      style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
    >
      {!bare && <span className={classNames("absolute inset-0", isOpen ? hatched : "bg-bad/12")} />}
    </span>
  ));
}

const hatched = "bg-[repeating-linear-gradient(45deg,var(--bad)_0_1px,transparent_1px_6px)] opacity-40";

/** Links to what lasted, in the room above a plot. */
export function StretchLinks({ axis }: { axis: TimeAxis }) {
  return axis.stretches.links.map(({ at, side, label, short, words, href }) => (
    <Link
      key={href}
      href={href}
      title={words.join("\n")}
      aria-label={`${label}: ${words.join("; ")}`}
      className="-top-4 pointer-events-auto absolute z-10 inline-flex h-6 min-w-6 items-start whitespace-nowrap rounded-chip px-1 text-bad text-xs leading-4 hover:underline"
      style={side === "right" ? { left: `${at * 100}%` } : { right: `${(1 - at) * 100}%` }}
    >
      <span className="max-sm:hidden">{label}</span>
      <span className="sm:hidden">{short}</span>
    </Link>
  ));
}
