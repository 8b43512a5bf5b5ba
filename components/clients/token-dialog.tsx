"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { SnippetBox } from "./snippet-box.tsx";

/** A token just made, whole. */
export interface ShownToken {
  token: string;
  clientName: string;
}

/** Shows a new token the only time it can be seen, with the lines to put it in. */
export function TokenDialog({ shown, onClose }: { shown: ShownToken; onClose: () => void }) {
  return (
    <Dialog
      open
      holdsOn
      width="wide"
      onOpenChange={(open) => !open && onClose()}
      title={`The token of “${shown.clientName}”`}
      description="It is shown this once: Docket keeps only its hash. Copy it to where the application reads its secrets."
    >
      <div className="flex items-center gap-2 rounded-control border border-line bg-canvas p-2 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{shown.token}</code>
        <CopyButton text={shown.token} what="the token" label="Copy" />
      </div>
      <h3 className="mt-5 mb-2 text-base">In the application</h3>
      <SnippetBox token={shown.token} />
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
