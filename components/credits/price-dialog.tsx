"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useChange } from "#components/ui/use-change.ts";
import { placeName } from "#lib/format/place.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { creditsKey, setPrice } from "#lib/queries/credits.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { PlaceFields } from "./place-fields.tsx";

/** Sets what a credit costs at a place, from a day on. */
export function PriceDialog({ provider, onClose }: { provider: ProviderId; onClose: () => void }) {
  const [place, setPlace] = useState<{ provider: ProviderId; region: RegionId }>({ provider, region: "sandbox" });
  const [plan, setPlan] = useState("");
  const [amount, setAmount] = useState("");
  const [currency, setCurrency] = useState("USD");
  const [validFrom, setValidFrom] = useState(() => `${new Date().toISOString().slice(0, 8)}01`);
  const save = useChange({
    send: () =>
      setPrice({ ...place, plan, amount: Number(amount), currency: currency.trim().toUpperCase(), validFrom }),
    refresh: creditsKey,
    done: () => `Price for ${placeName(place.provider, place.region)} set`,
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Set the price of a credit"
      description="From your plan or contract. It prices the credits since the day it begins, until the next price does."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <PlaceFields {...place} onChange={setPlace} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Price of one credit" error={save.error ? messageOf(save.error) : undefined}>
            <Input
              inputMode="decimal"
              value={amount}
              onValueChange={setAmount}
              placeholder="0.00125"
              required
              autoFocus
            />
          </Field>
          <Field label="Currency" help="Three letters: USD, EUR.">
            <Input value={currency} onValueChange={setCurrency} maxLength={3} required />
          </Field>
          <Field label="Valid from" help="A day, UTC.">
            <Input type="date" value={validFrom} onValueChange={setValidFrom} required />
          </Field>
          <Field label="Plan (optional)" help="For your own memory: “Pro, 2026”.">
            <Input value={plan} onValueChange={setPlan} maxLength={80} />
          </Field>
        </div>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabled={amount.trim() === "" || !(Number(amount) >= 0)}
          >
            Set price
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
