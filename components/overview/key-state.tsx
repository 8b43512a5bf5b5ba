import { Ban, Check, CircleDashed, CircleSlash, KeyRound, type LucideIcon, TriangleAlert, X } from "lucide-react";
import type { OverviewCell } from "#lib/contracts/overview.ts";

type KeyStateName = OverviewCell["key"]["state"];

const looks: Record<KeyStateName, { icon: LucideIcon; word: string; iconTone: string; tone: string }> = {
  works: { icon: Check, word: "works", iconTone: "text-ok", tone: "text-soft" },
  untested: { icon: CircleDashed, word: "untested", iconTone: "text-quiet", tone: "text-quiet" },
  refused: { icon: X, word: "refused", iconTone: "text-bad", tone: "text-bad" },
  unreachable: { icon: CircleSlash, word: "unreachable", iconTone: "text-warn", tone: "text-warn" },
  aside: { icon: TriangleAlert, word: "stepped aside", iconTone: "text-bad", tone: "text-bad" },
  disabled: { icon: Ban, word: "disabled", iconTone: "text-warn", tone: "text-warn" },
  missing: { icon: KeyRound, word: "no key", iconTone: "text-warn", tone: "text-warn" },
};

/** What the last test of a place's keys said. */
export function KeyState({ state }: { state: KeyStateName }) {
  const { icon: Icon, word, iconTone, tone } = looks[state];
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${tone}`}>
      <Icon aria-hidden strokeWidth={1.75} className={`size-3.5 ${iconTone}`} />
      {word}
    </span>
  );
}
