import type { GuidanceOccurrence } from "./guidance-occurrence.ts";

/** The vendor's own words, as they came. */
export function VendorWords({ occurrence }: { occurrence: Pick<GuidanceOccurrence, "message" | "code" | "status"> }) {
  const { message, code, status } = occurrence;
  const facts = [status && `HTTP ${status}`, code].filter(Boolean).join(" · ");
  if (!message && !facts) return null;
  return (
    <figure className="rounded-control bg-fill px-3 py-2">
      {message && (
        <blockquote className="whitespace-pre-wrap break-words font-mono text-xs leading-relaxed">{message}</blockquote>
      )}
      {facts && <figcaption className={`font-mono text-quiet text-xs ${message ? "mt-1" : ""}`}>{facts}</figcaption>}
    </figure>
  );
}
