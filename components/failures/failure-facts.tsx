import type { ReactNode } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Unknown } from "#components/ui/figures.tsx";
import { Id } from "#components/ui/id.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FailureDetail } from "#lib/contracts/failures.ts";
import { regionShort } from "#lib/format/place.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { surfaceWords } from "./surface-words.ts";

/** The facts of one failure in a row: where, what, whose, when, how it showed itself. */
export function FailureFacts({ failure }: { failure: FailureDetail }) {
  const { provider, region } = failure;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      <Figure name="Provider">
        <ScopedLink href={`/failures?provider=${provider}&region=${region}`} className="hover:underline">
          {providerLabels[provider]} · {regionShort(region)}
        </ScopedLink>
      </Figure>
      <Figure name="Product">{failure.product ?? <Unknown />}</Figure>
      <Figure name="Client">{failure.client?.name ?? <Unknown word="none" />}</Figure>
      <Figure name="When">
        <Time at={failure.at} format="instant" />
      </Figure>
      <Figure name="Seen in">
        {surfaceWords[failure.surface]}
        {failure.status !== null && <span className="text-quiet"> · {failure.status}</span>}
      </Figure>
      {failure.operation && (
        <Figure name="Operation">
          <code className="font-mono text-xs">{failure.operation}</code>
        </Figure>
      )}
      {failure.code && (
        <Figure name="Vendor’s code">
          <code className="font-mono text-xs">{failure.code}</code>
        </Figure>
      )}
      {failure.requestId && (
        <Figure name="Request id">
          <Id value={failure.requestId} what="request id" max={24} />
        </Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-quiet text-sm">{name}</dt>
      <dd className="flex min-h-6 items-center gap-1 whitespace-nowrap">{children}</dd>
    </div>
  );
}
