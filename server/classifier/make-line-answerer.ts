import { diagnoseLine } from "./diagnose-line.ts";

/** Logs repeat themselves: answers to short lines are kept, so that the same line is diagnosed once; in characters. */
const maxKeptChars = 16 * 1024 ** 2;
const maxKeptLength = 2_048;

/** Answers lines as `npm run diagnose` writes them: one JSON text for each. What it keeps is bounded (some 30 MB). */
export function makeLineAnswerer(): (line: string, number: number) => string {
  const kept = new Map<string, string>();
  let keptChars = 0;
  return (line, number) => {
    const known = kept.get(line);
    if (known !== undefined) return known;
    const answer = diagnoseLine(line, number);
    const written = JSON.stringify(answer);
    // An unusable line's answer names its number, so it is nobody else's.
    if ("error" in answer || line.length > maxKeptLength) return written;
    keptChars += line.length + written.length;
    if (keptChars > maxKeptChars) {
      kept.clear();
      keptChars = line.length + written.length;
    }
    kept.set(line, written);
    return written;
  };
}
