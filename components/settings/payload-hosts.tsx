"use client";

import { type FormEvent, useState } from "react";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Time } from "#components/ui/time.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { PayloadHost, WebhookPlaces } from "#lib/contracts/webhooks.ts";
import { countOf } from "#lib/format/count.ts";
import { payloadHostProblem } from "#lib/payload-host.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { addPayloadHost, removePayloadHost, webhookPlacesQuery } from "#lib/queries/webhooks.ts";

type PlaceRow = WebhookPlaces["items"][number];

/** From which hosts payloads that come as links are fetched; what came from others can be allowed with one click. */
export function PayloadHosts({ place, links }: { place: PlaceRow; links: NonNullable<PlaceRow["links"]> }) {
  const mayChange = useMay("admin");
  const { provider, region } = place;
  const [text, setText] = useState("");
  const allow = useChange({
    send: (host: string) => addPayloadHost({ provider, region, host }),
    refresh: webhookPlacesQuery().queryKey,
    done: (host) => `Payloads are fetched from ${host}`,
    onDone: () => setText(""),
  });
  return (
    <div className="mt-2 text-sm">
      <p className="max-w-reading text-quiet">
        {links.allowed.length === 0
          ? "No host is allowed: where a link comes in place of a payload it is not followed, and the job is polled instead."
          : "Payloads that come as links are fetched from these hosts only; otherwise the job is polled instead."}{" "}
        <span title={links.source}>The vendor does not publish its hosts: take them from deliveries that came.</span>
      </p>
      <ul>
        {links.allowed.map((host) => (
          <AllowedHost key={host.id} host={host} />
        ))}
        {links.refused.map(({ host, deliveries, lastAt, mayBeAllowed }) => (
          <li key={host} className="flex min-h-row flex-wrap items-center gap-x-3">
            <code className="break-all font-mono text-xs">{host}</code>
            <span className="text-warn">not allowed</span>
            <span className="text-quiet">
              {countOf(deliveries, "delivery", "deliveries")}, last <Time at={lastAt} format="relative" />
            </span>
            {mayChange && mayBeAllowed && (
              <Button
                size="small"
                busy={allow.isPending && allow.variables === host}
                onClick={() => allow.mutate(host)}
              >
                Allow {host}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && <AllowForm text={text} onText={setText} allow={allow} />}
    </div>
  );
}

interface AllowFormProps {
  text: string;
  onText: (text: string) => void;
  allow: { mutate: (host: string) => void; isPending: boolean; error: Error | null };
}

function AllowForm({ text, onText, allow }: AllowFormProps) {
  const host = text.trim().toLowerCase();
  const problem = host === "" ? null : payloadHostProblem(host);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (host !== "" && problem === null) allow.mutate(host);
  };
  return (
    <form onSubmit={submit} className="mt-1 flex flex-wrap items-end gap-3">
      <Field
        label="Host to fetch payloads from"
        help="files.example.com, or *.example.com for all below it. A star over a shared storage lets in all its customers."
        error={problem ?? (allow.error ? messageOf(allow.error) : undefined)}
      >
        <Input value={text} onValueChange={onText} maxLength={260} autoComplete="off" spellCheck={false} />
      </Field>
      <Button size="small" type="submit" busy={allow.isPending} disabled={host === "" || problem !== null}>
        Allow host
      </Button>
    </form>
  );
}

function AllowedHost({ host }: { host: PayloadHost }) {
  const mayChange = useMay("admin");
  const remove = useChange({
    send: (_: undefined) => removePayloadHost(host.id),
    refresh: webhookPlacesQuery().queryKey,
    done: () => `Links to ${host.host} are no longer followed`,
  });
  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-3">
      <code className="break-all font-mono text-xs">{host.host}</code>
      <span className="text-quiet">
        allowed <Time at={host.createdAt} />
      </span>
      {mayChange && (
        <Button
          size="small"
          variant="ghost"
          busy={remove.isPending}
          onClick={() => remove.mutate(undefined)}
          aria-label={`No longer allow ${host.host}`}
        >
          Remove
        </Button>
      )}
    </li>
  );
}
