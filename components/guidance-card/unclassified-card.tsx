import { Stethoscope } from "lucide-react";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CardHead } from "./card-head.tsx";
import type { GuidanceOccurrence, OccurrenceJob } from "./guidance-occurrence.ts";
import { prepareVendorTicket } from "./prepare-vendor-ticket.ts";
import { ReasonList } from "./reason-list.tsx";
import { TicketButton } from "./ticket-button.tsx";
import { VendorWords } from "./vendor-words.tsx";

interface UnclassifiedCardProps {
  occurrence: GuidanceOccurrence;
  job?: OccurrenceJob | null;
  /** The screen is Diagnose itself: no link to it. */
  onDiagnose?: boolean;
}

/** A failure no entry answers for. Says so, shows what is known, and guesses nothing. */
export function UnclassifiedCard({ occurrence, job = null, onDiagnose = false }: UnclassifiedCardProps) {
  const silent = !occurrence.message && !occurrence.code && !occurrence.status;
  return (
    <Card aria-label="Guidance: unclassified" className="flex flex-col gap-4 p-4 [&_h3]:font-[560]">
      <CardHead
        family="unclassified"
        entryId={null}
        title="We do not know this failure yet"
        meaning={
          silent
            ? "The vendor gave no reason: no code, no message. No entry of the catalog answers for that."
            : "No entry of the catalog answers for it. Whether a retry helps and whether it was billed is not known either."
        }
        isOwnPage={false}
      />
      <VendorWords occurrence={occurrence} />
      <ReasonList reasons={occurrence.reasons} />
      <footer className="flex flex-wrap items-center justify-between gap-3 border-line-faint border-t pt-3.5">
        {!onDiagnose && (
          <LinkButton href="/diagnose" size="small">
            <Stethoscope aria-hidden strokeWidth={1.75} />
            Try Diagnose with more of the log
          </LinkButton>
        )}
        <TicketButton text={prepareVendorTicket(null, occurrence, job)} />
      </footer>
    </Card>
  );
}
