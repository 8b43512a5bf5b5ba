"use client";

import { useState } from "react";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { ClientSummary, ClientTokenSummary } from "#lib/contracts/clients.ts";
import { clientListQuery, revokeToken } from "#lib/queries/clients.ts";

/** A client's tokens, the working ones first. */
export function TokenRows({ client }: { client: ClientSummary }) {
  if (client.tokens.length === 0) {
    return <p className="border-line-faint border-t px-4 py-2.5 text-soft">No token: it cannot call.</p>;
  }
  const tokens = client.tokens.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
  return (
    <ul>
      {tokens.map((token) => (
        <TokenRow key={token.id} client={client} token={token} />
      ))}
    </ul>
  );
}

function TokenRow({ client, token }: { client: ClientSummary; token: ClientTokenSummary }) {
  const mayChange = useMay("admin");
  const [asking, setAsking] = useState(false);
  const revoke = useChange({
    send: () => revokeToken(client.id, token.id),
    refresh: clientListQuery().queryKey,
    done: () => `Token “${token.label}” of “${client.name}” revoked`,
  });
  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-3 border-line-faint border-t px-4 py-1">
      <span className={token.revokedAt ? "text-quiet line-through" : undefined}>{token.label}</span>
      <code className="font-mono text-quiet text-xs">••••{token.lastFour}</code>
      {token.revokedAt && <Chip>revoked</Chip>}
      <span className="ml-auto text-quiet text-sm">
        {token.lastUsedAt ? (
          <>
            used <Time at={token.lastUsedAt} format="relative" />
          </>
        ) : (
          "never used"
        )}
        <span className="max-sm:hidden">
          {" "}
          · made <Time at={token.createdAt} />
        </span>
      </span>
      {mayChange && !token.revokedAt && (
        <Button size="small" variant="ghost" onClick={() => setAsking(true)} aria-label={`Revoke ${token.label}`}>
          Revoke
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke the token “${token.label}” of “${client.name}”?`}
        confirmLabel="Revoke token"
        onConfirm={() => revoke.mutateAsync(undefined)}
      >
        Calls with ••••{token.lastFour} are refused from now on; calls under way end as they would. It cannot be brought
        back.
      </ConfirmDialog>
    </li>
  );
}
