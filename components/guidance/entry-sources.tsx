import { ExternalLink } from "lucide-react";
import { Card, CardHeader } from "#components/ui/card.tsx";
import type { EntryDetail } from "#lib/contracts/catalog.ts";
import { formatDay } from "#lib/format/instant.ts";

/** What the entry was written from: the vendor's own words, where they stand, and when they were read. */
export function EntrySources({ entry }: { entry: EntryDetail }) {
  return (
    <Card aria-labelledby="entry-sources">
      <CardHeader id="entry-sources" title="Written from" />
      <ul className="px-4 pb-3">
        {entry.sources.map((source) => (
          <li key={`${source.document} ${source.row}`} className="border-line-faint border-t py-2.5 first:border-0">
            <q className="break-words font-mono text-xs [quotes:'“''”']">{source.row}</q>
            <p className="mt-1 text-quiet text-sm">
              {source.url ? (
                <a
                  href={source.url}
                  target="_blank"
                  rel="noreferrer"
                  className="inline-flex items-center gap-1.5 text-accent underline underline-offset-2"
                >
                  {source.title}
                  <ExternalLink aria-hidden strokeWidth={1.75} className="size-3.5 shrink-0" />
                </a>
              ) : (
                source.title
              )}
              , checked {checkedDay(source.checkedOn)}
            </p>
          </li>
        ))}
      </ul>
      {entry.signal && (
        <div className="border-line-faint border-t px-4 py-3">
          <p className="mb-1 text-quiet text-sm">The vendor’s message</p>
          <p className="break-words font-mono text-xs">{entry.signal}</p>
        </div>
      )}
    </Card>
  );
}

function checkedDay(isoDate: string): string {
  // The epoch is another year, so the year is always written.
  return formatDay(new Date(`${isoDate}T00:00:00Z`), "UTC", new Date(0));
}
