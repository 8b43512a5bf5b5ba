import type { JobCredits } from "#lib/contracts/jobs.ts";
import { formatCount } from "#lib/format/count.ts";
import { creditText } from "#lib/format/credits.ts";
import { formatDuration } from "#lib/format/duration.ts";

/** What stands where a figure is not known or does not apply. */
export function Unknown({ word = "unknown" }: { word?: string }) {
  return <span className="text-quiet">{word}</span>;
}

/** A length of time in ms. */
export function Duration({ ms }: { ms: number | null }) {
  return ms === null ? <Unknown /> : <span className="whitespace-nowrap">{formatDuration(ms)}</span>;
}

/** A count; zero is quiet. */
export function Count({ value, loud = false }: { value: number; loud?: boolean }) {
  if (value === 0) return <span className="zero">0</span>;
  return <span className={loud ? "font-semibold text-bad" : undefined}>{formatCount(value)}</span>;
}

/** A job's credits: reported plain, estimated says so, unknown is the word. */
export function Credits({ credits }: { credits: JobCredits }) {
  const text = creditText(credits);
  return (
    <span className="whitespace-nowrap">
      {text.figure === "unknown" ? <Unknown /> : text.figure}
      {text.note && <span className="ml-1.5 text-quiet text-sm">{text.note}</span>}
    </span>
  );
}
