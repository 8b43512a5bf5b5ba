import { Card, CardHeader } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { FailureDetail } from "#lib/contracts/failures.ts";

/** The vendor's own sentence, whole. */
export function VendorSaid({ failure }: { failure: FailureDetail }) {
  return (
    <Card aria-labelledby="vendor-said">
      <CardHeader
        id="vendor-said"
        title="What was said"
        actions={failure.message && <CopyButton text={failure.message} what="the message" />}
      />
      {failure.message ? (
        <p className="whitespace-pre-wrap break-words px-4 pb-4 font-mono text-xs leading-relaxed">{failure.message}</p>
      ) : (
        <p className="px-4 pb-4 text-soft">No message came with it.</p>
      )}
    </Card>
  );
}
