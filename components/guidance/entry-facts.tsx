import Link from "next/link";
import { surfaceWords } from "#components/failures/surface-words.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Fact, FactList } from "#components/ui/fact-list.tsx";
import { Count } from "#components/ui/figures.tsx";
import { Time } from "#components/ui/time.tsx";
import type { EntryDetail } from "#lib/contracts/catalog.ts";
import { ownerName } from "#lib/format/place.ts";

/** How often the entry applied, where it can be seen, and whether it helped. */
export function EntryFacts({ entry }: { entry: EntryDetail }) {
  const { last24h, last7d, last30d, lastAt } = entry.counts;
  return (
    <Card aria-labelledby="entry-facts">
      <CardHeader
        id="entry-facts"
        title="Here"
        actions={
          last30d > 0 && (
            <Link
              href={`/failures?view=single&entry=${encodeURIComponent(entry.id)}&range=30d`}
              className="text-accent text-sm underline-offset-2 hover:underline"
            >
              Show the failures
            </Link>
          )
        }
      />
      <div className="px-4 pt-1 pb-4">
        <dl className="mb-4 grid grid-cols-3 gap-2">
          <Figure name="24 hours" value={last24h} />
          <Figure name="7 days" value={last7d} />
          <Figure name="30 days" value={last30d} />
        </dl>
        <FactList>
          <Fact name="Last seen">{lastAt ? <Time at={lastAt} format="relative" /> : "not in what is kept"}</Fact>
          <Fact name="Did it help">{helpWords(entry.feedback)}</Fact>
          <Fact name="Provider">{ownerName(entry.provider)}</Fact>
          <Fact name="Products">{entry.products.length > 0 ? entry.products.join(", ") : "any"}</Fact>
          <Fact name="Seen in">{entry.surfaces.map((surface) => surfaceWords[surface]).join(", ")}</Fact>
          <Fact name="Code">{entry.code ? <code className="font-mono text-xs">{entry.code}</code> : "none"}</Fact>
          <Fact name="HTTP status">{entry.status ?? "none of its own"}</Fact>
        </FactList>
      </div>
    </Card>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-quiet text-sm">{name}</dt>
      <dd className="font-medium text-lg">
        <Count value={value} />
      </dd>
    </div>
  );
}

function helpWords({ helped, notHelped }: EntryDetail["feedback"]): string {
  const asked = helped + notHelped;
  return asked === 0 ? "nobody has said yet" : `solved ${helped} of ${asked}`;
}
