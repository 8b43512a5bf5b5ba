"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useChange } from "#components/ui/use-change.ts";
import { defaultThresholds } from "#lib/contracts/budget-crossings.ts";
import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { clientListQuery } from "#lib/queries/clients.ts";
import { addBudget, changeBudget, creditsKey } from "#lib/queries/credits.ts";
import type { ProviderId, RegionId } from "#lib/vocabulary.ts";
import { budgetName } from "./budget-name.ts";
import { PlaceFields } from "./place-fields.tsx";
import { ThresholdFields } from "./threshold-fields.tsx";
import { readThresholds, thresholdsText } from "./thresholds-draft.ts";

interface BudgetDialogProps {
  /** The budget to change; absent = a new one. */
  budget?: BudgetSummary | undefined;
  provider: ProviderId;
  onClose: () => void;
}

const startDays = Array.from({ length: 28 }, (_, i) => ({ value: String(i + 1), label: `the ${i + 1}.` }));

/** Sets a monthly budget, or changes how much it holds and when it is told of. */
export function BudgetDialog({ budget, provider, onClose }: BudgetDialogProps) {
  const [place, setPlace] = useState<{ provider: ProviderId; region: RegionId | "all" }>({ provider, region: "all" });
  const [client, setClient] = useState("all");
  const [credits, setCredits] = useState(budget ? String(budget.credits) : "");
  const [startDay, setStartDay] = useState(String(budget?.startDay ?? 1));
  const [marks, setMarks] = useState(thresholdsText(budget?.thresholds ?? defaultThresholds));
  const [tellsForecast, setTellsForecast] = useState(budget?.tellsForecast ?? true);
  const read = readThresholds(marks);
  const wrong = "error" in read ? read.error : undefined;
  const amount = Number(credits.replaceAll(/[\s,]/g, ""));
  const save = useChange<undefined, unknown>({
    send: () => {
      const told = "error" in read ? {} : { thresholds: read.thresholds };
      const terms = { credits: amount, startDay: Number(startDay), tellsForecast, ...told };
      if (budget) return changeBudget(budget.id, terms);
      const region = place.region === "all" ? undefined : place.region;
      return addBudget({ provider: place.provider, region, client: client === "all" ? undefined : client, ...terms });
    },
    refresh: creditsKey,
    done: () => (budget ? "Budget changed" : "Budget set"),
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
      title={budget ? `Change the budget for ${budgetName(budget)}` : "Set a monthly budget"}
      description="It limits nothing: it says how much is spent, and when it will be."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {!budget && <PlaceFields {...place} all="All regions together" onChange={setPlace} />}
        {!budget && <ClientField value={client} onChange={setClient} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Credits a month" error={save.error ? messageOf(save.error) : undefined}>
            <Input
              inputMode="decimal"
              value={credits}
              onValueChange={setCredits}
              placeholder="40,000"
              required
              autoFocus
            />
          </Field>
          <Field label="Period begins on" help="Of each month, UTC.">
            <Select items={startDays} value={startDay} onChange={setStartDay} />
          </Field>
        </div>
        <ThresholdFields
          text={marks}
          error={wrong}
          onText={setMarks}
          tellsForecast={tellsForecast}
          onForecast={setTellsForecast}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!(amount > 0) || wrong !== undefined}>
            {budget ? "Change budget" : "Set budget"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function ClientField({ value, onChange }: { value: string; onChange: (client: string) => void }) {
  const clients = useQuery(clientListQuery()).data?.items ?? [];
  const items = [
    { value: "all", label: "All clients together" },
    ...clients.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Field label="Client">
      <Select items={items} value={value} onChange={onChange} />
    </Field>
  );
}
