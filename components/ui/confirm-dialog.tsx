"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { DialogActions, scrimClass } from "./dialog.tsx";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names what will be done and to how many: "Delete the key “EU production”?" */
  title: string;
  /** What follows from it, and what stays. */
  children: ReactNode;
  /** The verb and its object again: "Delete key". */
  confirmLabel: string;
  /** Rejects with an `Error` whose message is shown. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot be undone. It closes when the work is done; a failure is shown in place. */
export function ConfirmDialog({ open, onOpenChange, title, children, confirmLabel, onConfirm }: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const close = (next: boolean) => {
    if (busy) return;
    setError(null);
    onOpenChange(next);
  };
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : "It did not work.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Base.Root open={open} onOpenChange={close}>
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup className="fixed top-1/2 left-1/2 z-40 w-[calc(100vw-2rem)] max-w-112 -translate-x-1/2 -translate-y-1/2 rounded-card border border-line bg-surface p-5 shadow-float">
          <Base.Title className="text-lg">{title}</Base.Title>
          <Base.Description render={<div />} className="mt-2 text-soft">
            {children}
          </Base.Description>
          {error && (
            <p role="alert" className="mt-3 text-bad">
              {error}
            </p>
          )}
          <DialogActions>
            <Button onClick={() => close(false)} disabled={busy}>
              Cancel
            </Button>
            <Button variant="danger" onClick={confirm} busy={busy}>
              {confirmLabel}
            </Button>
          </DialogActions>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
