import { Info } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import type { EntryDetail } from "#lib/contracts/catalog.ts";
import { Answers } from "./answers.tsx";
import { CardHead } from "./card-head.tsx";
import { DidThisHelp } from "./did-this-help.tsx";
import { EntrySteps } from "./entry-steps.tsx";
import type { GuidanceOccurrence, OccurrenceJob } from "./guidance-occurrence.ts";
import { InlineText } from "./inline-text.tsx";
import { prepareVendorTicket } from "./prepare-vendor-ticket.ts";
import { ReasonList } from "./reason-list.tsx";
import { SourceLinks } from "./source-links.tsx";
import { TeamNote } from "./team-note.tsx";
import { TicketButton } from "./ticket-button.tsx";
import { VendorWords } from "./vendor-words.tsx";

interface GuidanceCardProps {
  entry: EntryDetail;
  /** The failure it is shown for; none on the entry's own page. */
  occurrence?: GuidanceOccurrence | null;
  job?: OccurrenceJob | null;
  /** The entry's own page names its sources itself, row by row. */
  isOwnPage?: boolean;
}

/**
 * The guidance for one kind of failure, bound to an occurrence where there is one. It answers in this order: what, who
 * must act, retry, billed, what to do, our note, why we say so, the vendor's page.
 */
export function GuidanceCard({ entry, occurrence = null, job = null, isOwnPage = false }: GuidanceCardProps) {
  const byStatus = occurrence?.match === "status";
  return (
    <Card aria-label={`Guidance: ${entry.title}`} className="flex flex-col gap-4 p-4 [&_h3]:font-[560]">
      <CardHead
        family={entry.family}
        entryId={entry.id}
        title={entry.title}
        meaning={entry.meaning}
        isOwnPage={isOwnPage}
      />
      {byStatus && <StatusOnly occurrence={occurrence} />}
      <div className="border-line-faint border-t pt-3.5">
        <Answers entry={entry} />
        {entry.caveat && <Caveat>{entry.caveat}</Caveat>}
      </div>
      <EntrySteps entry={entry} />
      <TeamNote entry={entry} />
      {occurrence && <ReasonList reasons={occurrence.reasons} />}
      {!isOwnPage && <CardFoot entry={entry} occurrence={occurrence} job={job} />}
    </Card>
  );
}

/** The vendor's pages, the ticket where the vendor or nobody known must act, and the question whether it helped. */
function CardFoot({ entry, occurrence, job }: Required<Pick<GuidanceCardProps, "entry" | "occurrence" | "job">>) {
  const vendorMayKnow = entry.whoActs === "vendor" || occurrence?.match === "status";
  return (
    <footer className="flex flex-col gap-3 border-line-faint border-t pt-3.5">
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-1">
        <SourceLinks sources={entry.sources} />
        {occurrence && vendorMayKnow && <TicketButton text={prepareVendorTicket(entry, occurrence, job)} />}
      </div>
      {occurrence?.id && <DidThisHelp key={occurrence.id} entryId={entry.id} failureId={occurrence.id} />}
    </footer>
  );
}

/** Only the status is known: the guidance is general, and the vendor's text may say more. */
function StatusOnly({ occurrence }: { occurrence: GuidanceOccurrence }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-soft text-sm">
        Only the HTTP status speaks here: no entry matches the vendor’s text, so this is what the status means in
        general. The vendor’s own words:
      </p>
      <VendorWords occurrence={occurrence} />
    </div>
  );
}

function Caveat({ children }: { children: string }) {
  return (
    <p className="mt-3 flex gap-2 text-soft text-sm">
      <Info aria-hidden strokeWidth={1.75} className="mt-0.5 size-3.5 shrink-0 text-quiet" />
      <span>
        <span className="sr-only">Caveat: </span>
        <InlineText>{children}</InlineText>
      </span>
    </p>
  );
}
