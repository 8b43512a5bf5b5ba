import { InlineText } from "./inline-text.tsx";

/** The evidence the classification rests on. */
export function ReasonList({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <section>
      <h3 className="text-sm">Why we say so</h3>
      <ul className="mt-1 flex flex-col gap-1 text-soft text-sm">
        {reasons.map((reason) => (
          <li key={reason} className="flex gap-1.5">
            <span aria-hidden className="text-decor">
              –
            </span>
            <span className="min-w-0 break-words">
              <InlineText>{reason}</InlineText>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
