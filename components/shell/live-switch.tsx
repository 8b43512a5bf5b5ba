"use client";

import { Pause, Play } from "lucide-react";
import { Mark } from "#components/ui/mark.tsx";
import { useNow } from "#components/ui/view-context.tsx";
import { formatRelative } from "#lib/format/relative-time.ts";
import { useLive } from "./live-context.tsx";
import { topControlClass } from "./top-control.ts";
import { useDataAge } from "./use-data-age.ts";

/** Turns following events on and off, and says how old the screen's data is. */
export function LiveSwitch() {
  const { live, setLive, held } = useLive();
  const { updatedAt, failing } = useDataAge();
  const now = useNow();
  const age = updatedAt === null ? null : formatRelative(updatedAt, Math.max(now, updatedAt));
  const word = failing ? "Not updating" : !live ? "Paused" : held ? "Held" : "Live";
  const tone = failing ? "text-bad" : live && !held ? "text-ok" : "text-warn";
  const hint = held && live ? "Updates wait while you point at or select in the rows." : undefined;
  return (
    <button
      type="button"
      aria-pressed={live}
      title={hint ?? (live ? "Pause live updates" : "Follow live")}
      onClick={() => setLive(!live)}
      className={topControlClass("group")}
    >
      <span className="relative inline-flex size-3 items-center justify-center">
        <span className={`group-hover:opacity-0 ${tone}`}>
          <Mark shape={failing ? "diamond" : live ? (held ? "half" : "circle") : "dash"} />
        </span>
        <span className="absolute opacity-0 group-hover:opacity-100 [&_svg]:size-3">
          {live ? <Pause aria-hidden strokeWidth={2} /> : <Play aria-hidden strokeWidth={2} />}
        </span>
      </span>
      <span className="text-ink">{word}</span> <span className="min-w-13 text-left text-quiet">{age}</span>
      <span className="sr-only">, live updates</span>
    </button>
  );
}
