import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const tones = {
  neutral: "bg-fill text-soft",
  accent: "bg-accent-wash text-accent",
  ok: "bg-ok-wash text-ok",
  warn: "bg-warn-wash text-warn",
  bad: "bg-bad-wash text-bad",
} as const;

interface ChipProps {
  children: ReactNode;
  tone?: keyof typeof tones;
  mono?: boolean;
  className?: string;
}

/** A small filled label: a region, a status word, a place. */
export function Chip({ children, tone = "neutral", mono = false, className }: ChipProps) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-chip px-1.5 py-px text-xs",
        tones[tone],
        mono && "font-mono",
        className,
      )}
    >
      {children}
    </span>
  );
}

const outlines = {
  neutral: "border-line text-soft",
  warn: "border-warn text-warn",
  bad: "border-bad text-bad",
  ok: "border-ok text-ok",
} as const;

/** A small outlined label: what something is at the moment (new, escalating). */
export function Badge({ children, tone = "neutral" }: { children: ReactNode; tone?: keyof typeof outlines }) {
  return (
    <span className={`inline-flex items-center whitespace-nowrap rounded-chip border px-1.5 text-xs ${outlines[tone]}`}>
      {children}
    </span>
  );
}
