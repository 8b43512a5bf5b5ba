import type { EntryDetail } from "#lib/contracts/catalog.ts";
import { formatCount } from "#lib/format/count.ts";
import { InlineText } from "./inline-text.tsx";

/** What to do, most likely cure first, and how often it helped here. */
export function EntrySteps({ entry }: { entry: Pick<EntryDetail, "steps" | "feedback"> }) {
  const { helped, notHelped } = entry.feedback;
  const asked = helped + notHelped;
  if (entry.steps.length === 0) return null;
  return (
    <section>
      <h3 className="text-sm">
        What to do
        {asked > 0 && (
          <span className={`ml-2 font-normal ${helped > 0 ? "text-ok" : "text-quiet"}`}>
            helped {formatCount(helped)} of {formatCount(asked)} times here
          </span>
        )}
      </h3>
      <ol className="mt-1.5 flex list-none flex-col gap-1.5">
        {entry.steps.map((step, i) => (
          <li key={step} className="flex gap-2">
            <span aria-hidden className="w-4 shrink-0 text-right text-quiet">
              {i + 1}.
            </span>
            <span className="min-w-0">
              <InlineText>{step}</InlineText>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
