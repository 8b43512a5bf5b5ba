"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { payloadHostProblem } from "#lib/payload-host.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import type { AllowHost } from "./use-allow-host.ts";

interface AllowHostDialogProps {
  allow: AllowHost;
  /** What is known of the vendor's hosts, and where from. */
  source: string;
  onClose: () => void;
}

/** Allows a host by name, for who knows it without a delivery having come. */
export function AllowHostDialog({ allow, source, onClose }: AllowHostDialogProps) {
  const [text, setText] = useState("");
  const host = text.trim().toLowerCase();
  const problem = host === "" ? null : payloadHostProblem(host);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (host !== "" && problem === null) allow.mutate(host, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Allow a host"
      description={`Payloads that come as signed links are fetched from it, by https and from public addresses only. The vendor does not publish its hosts; a delivery from one is shown with it. (${source})`}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Host"
          help="files.example.com, or *.example.com for all below it. A star over a shared storage lets in all its customers."
          error={problem ?? (allow.error ? messageOf(allow.error) : undefined)}
        >
          <Input value={text} onValueChange={setText} maxLength={260} autoComplete="off" spellCheck={false} autoFocus />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={allow.isPending} disabled={host === "" || problem !== null}>
            Allow host
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
