import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import type { IncidentDetail } from "#lib/contracts/incidents.ts";
import { countOf, formatCount } from "#lib/format/count.ts";
import { insideHref } from "./inside-href.ts";

const rowClass = "flex min-h-9 items-center gap-3 px-4 py-1.5 hover:bg-fill/60";

/** What failed within its time at its place, the most frequent first; each line leads to these failures. */
export function FailuresCard({ incident }: { incident: IncidentDetail }) {
  return (
    <Card aria-labelledby="incident-failures">
      <CardHeader id="incident-failures" title="What failed" aside="calls and jobs of its place and time" />
      {incident.failures.length > 0 ? (
        <ul className="pt-1">
          {incident.failures.map((failure) => (
            <li key={failure.entryId ?? failure.family} className="border-line-faint border-b last:border-0">
              <Link
                href={insideHref(
                  "/failures?view=single",
                  incident,
                  failure.entryId ? { entry: failure.entryId } : { family: failure.family },
                )}
                className={rowClass}
              >
                <FamilyMark family={failure.family} />
                <span className="min-w-0 flex-1 truncate font-[520]">{failure.title}</span>
                <span title={countOf(failure.count, "failure")} className="font-[560]">
                  {formatCount(failure.count)}
                </span>
                <ChevronRight aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-decor" />
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="max-w-prose px-4 pb-4 text-soft">
          Nothing failed here while it lasted. What failed before, and made Docket hold calls back, lies just before it.
        </p>
      )}
    </Card>
  );
}

/** Whose calls were refused or failed. */
export function ClientsCard({ incident }: { incident: IncidentDetail }) {
  const { clients, clientsNamed } = incident;
  const others = clients - clientsNamed.length;
  return (
    <Card aria-labelledby="incident-clients">
      <CardHeader id="incident-clients" title="Clients it touched" aside={formatCount(clients)} />
      {clients > 0 ? (
        <ul className="pt-1">
          {clientsNamed.map(({ id, name }) => (
            <li key={id} className="border-line-faint border-b last:border-0">
              <Link href={insideHref("/failures?view=single", incident, { client: id })} className={rowClass}>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <ChevronRight aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-decor" />
              </Link>
            </li>
          ))}
          {others > 0 && <li className="px-4 py-1.5 text-soft">{countOf(others, "more client")}</li>}
        </ul>
      ) : (
        <p className="px-4 pb-4 text-soft">No client’s call met it.</p>
      )}
    </Card>
  );
}
