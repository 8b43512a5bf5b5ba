"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { toastFailed } from "#components/ui/toast-manager.ts";
import { useChange } from "#components/ui/use-change.ts";
import type { ClientSummary } from "#lib/contracts/clients.ts";
import { countOf } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { changeClient, clientListQuery, deleteClient } from "#lib/queries/clients.ts";
import { EditClientDialog } from "./edit-client-dialog.tsx";

const refresh = clientListQuery().queryKey;

/** What can be done with a client. */
export function ClientMenu({ client }: { client: ClientSummary }) {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const disabled = client.disabledAt !== null;
  const toggle = useChange({
    send: (next: boolean) => changeClient({ id: client.id, disabled: next }),
    refresh,
    done: (next) => `Client “${client.name}” ${next ? "disabled" : "enabled"}`,
  });
  const remove = useChange({
    send: () => deleteClient(client.id),
    refresh,
    done: () => `Client “${client.name}” deleted`,
  });
  const working = client.tokens.filter((token) => token.revokedAt === null).length;
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={`Actions for the client ${client.name}`} />}>
        <MenuItem onSelect={() => setOpen("edit")}>Name, providers, limits…</MenuItem>
        <MenuItem
          onSelect={() =>
            toggle.mutate(!disabled, {
              onError: (error) => toastFailed("The client was not changed", messageOf(error)),
            })
          }
        >
          {disabled ? "Enable" : "Disable"}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen("delete")}>
          Delete…
        </MenuItem>
      </Menu>
      {open === "edit" && <EditClientDialog client={client} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(next) => !next && setOpen(null)}
        title={`Delete the client “${client.name}”?`}
        confirmLabel="Delete client"
        onConfirm={() => remove.mutateAsync(undefined)}
      >
        {working === 0 ? "It has no working token." : `Its ${countOf(working, "working token")} stop at once.`} It made{" "}
        {countOf(client.calls24h, "call")} in the last 24 hours. The jobs and calls it made stay, without its name.
      </ConfirmDialog>
    </>
  );
}
