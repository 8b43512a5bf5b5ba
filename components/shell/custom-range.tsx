"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useNow, useZone } from "#components/ui/view-context.tsx";
import { type Scope, windowOf } from "#lib/contracts/scope.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { fromZonedInput, toZonedInput } from "#lib/format/zoned-input.ts";

interface CustomRangeProps {
  scope: Scope;
  onChange: (from: string, to: string) => void;
}

/** From and to, typed in the zone the screen shows. */
export function CustomRange({ scope, onChange }: CustomRangeProps) {
  const { zone } = useZone();
  const window = windowOf(scope, new Date(useNow(60_000)));
  const [from, setFrom] = useState(() => toZonedInput(window.from, zone));
  const [to, setTo] = useState(() => toZonedInput(window.to, zone));
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const start = fromZonedInput(from, zone);
    const end = fromZonedInput(to, zone);
    if (!start || !end) return setError("Give both a date and a time.");
    if (start >= end) return setError("The end must be after the start.");
    onChange(start.toISOString(), end.toISOString());
  };
  return (
    <form onSubmit={submit} className="mt-3 flex flex-col gap-2 border-line border-t pt-3">
      <Field label={`From, ${zoneLabel(zone, window.from)}`}>
        <Input type="datetime-local" value={from} onValueChange={setFrom} />
      </Field>
      <Field label={`To, ${zoneLabel(zone, window.to)}`} error={error}>
        <Input type="datetime-local" value={to} onValueChange={setTo} />
      </Field>
      <Button type="submit">Show this range</Button>
    </form>
  );
}
