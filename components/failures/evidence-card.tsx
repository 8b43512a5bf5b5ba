import { ChevronRight } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { Fact, FactList } from "#components/ui/fact-list.tsx";
import type { FailureDetail } from "#lib/contracts/failures.ts";

/** Said elsewhere on the screen. */
const shownElsewhere = new Set(["message", "reasons"]);

/** Everything the classification rested on, as it was recorded; folded, for whoever doubts it. */
export function EvidenceCard({ failure }: { failure: FailureDetail }) {
  const facts = Object.entries(failure.evidence).filter(([name]) => !shownElsewhere.has(name));
  return (
    <Card>
      <details className="group">
        <summary className="flex min-h-11 list-none items-center gap-2 rounded-card px-4 font-semibold">
          <ChevronRight
            aria-hidden
            strokeWidth={1.75}
            className="size-3.5 text-quiet transition-transform group-open:rotate-90"
          />
          Evidence
          <span className="font-normal text-quiet text-sm">rule {failure.rule}</span>
        </summary>
        <div className="px-4 pt-1 pb-4 font-mono text-xs">
          <FactList>
            {facts.map(([name, value]) => (
              <Fact key={name} name={name}>
                {typeof value === "string" ? value : JSON.stringify(value)}
              </Fact>
            ))}
          </FactList>
          {facts.length === 0 && <p className="text-quiet">Nothing beyond the message.</p>}
        </div>
      </details>
    </Card>
  );
}
