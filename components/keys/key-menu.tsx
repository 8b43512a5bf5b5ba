"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useMay } from "#components/shell/use-viewer.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { toastFailed } from "#components/ui/toast-manager.ts";
import { useChange } from "#components/ui/use-change.ts";
import type { KeySummary } from "#lib/contracts/keys.ts";
import { countOf } from "#lib/format/count.ts";
import { placeName } from "#lib/format/place.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { changeKey, deleteKey, keyListQuery } from "#lib/queries/keys.ts";
import { RenameKeyDialog } from "./rename-key-dialog.tsx";
import { ReplaceKeyDialog } from "./replace-key-dialog.tsx";
import { useTestKey } from "./use-test-key.ts";

const refresh = keyListQuery().queryKey;

/** What can be done with a key. */
export function KeyMenu({ apiKey }: { apiKey: KeySummary }) {
  const mayChange = useMay("admin");
  const { busy, test } = useTestKey(apiKey);
  const [open, setOpen] = useState<"replace" | "rename" | "delete" | null>(null);
  const toggle = useChange({
    send: (disabled: boolean) => changeKey({ id: apiKey.id, disabled }),
    refresh,
    done: (disabled) => `Key “${apiKey.label}” ${disabled ? "disabled" : "enabled"}`,
  });
  if (!mayChange) return null;
  const disabled = apiKey.disabledAt !== null;
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={`Actions for the key ${apiKey.label}`} size="small" />}>
        <MenuItem onSelect={test} disabled={busy}>
          Test now
        </MenuItem>
        <MenuItem onSelect={() => setOpen("replace")}>Replace the secret…</MenuItem>
        <MenuItem onSelect={() => setOpen("rename")}>Rename or weigh…</MenuItem>
        <MenuItem
          onSelect={() =>
            toggle.mutate(!disabled, { onError: (error) => toastFailed("The key was not changed", messageOf(error)) })
          }
        >
          {disabled ? "Enable" : "Disable"}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen("delete")}>
          Delete…
        </MenuItem>
      </Menu>
      {open === "replace" && <ReplaceKeyDialog apiKey={apiKey} onClose={() => setOpen(null)} />}
      {open === "rename" && <RenameKeyDialog apiKey={apiKey} onClose={() => setOpen(null)} />}
      <DeleteKeyDialog apiKey={apiKey} open={open === "delete"} onClose={() => setOpen(null)} />
    </>
  );
}

function DeleteKeyDialog({ apiKey, open, onClose }: { apiKey: KeySummary; open: boolean; onClose: () => void }) {
  const place = placeName(apiKey.provider, apiKey.region);
  const remove = useChange({
    send: () => deleteKey(apiKey.id),
    refresh,
    done: () => `Key “${apiKey.label}” deleted`,
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Delete the key “${apiKey.label}” of ${place}?`}
      confirmLabel="Delete key"
      onConfirm={() => remove.mutateAsync(undefined)}
    >
      <p>
        The sealed secret ••••{apiKey.lastFour} is removed for good; the vendor’s own key stays valid until you revoke
        it there. {countOf(apiKey.calls24h, "call")} went out with it in the last 24 hours. If no other key of {place}{" "}
        is enabled, calls there are refused from now on.
      </p>
    </ConfirmDialog>
  );
}
