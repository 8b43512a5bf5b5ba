import { diagnoseLine } from "./diagnose-line.ts";

/** Logs repeat themselves: the answers to so many short lines are kept, so that the same line is diagnosed once. */
const maxKept = 2_048;
const maxKeptLength = 2_048;

/** Answers lines as `npm run diagnose` writes them: one JSON text for each. What it keeps is bounded (some MB). */
export function makeLineAnswerer(): (line: string, number: number) => string {
  const kept = new Map<string, string>();
  return (line, number) => {
    const known = kept.get(line);
    if (known !== undefined) return known;
    const answer = diagnoseLine(line, number);
    const written = JSON.stringify(answer);
    // An unusable line's answer names its number, so it is nobody else's.
    if ("error" in answer || line.length > maxKeptLength) return written;
    if (kept.size >= maxKept) kept.clear();
    kept.set(line, written);
    return written;
  };
}
