"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSettled } from "#components/shell/use-settled.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { RetentionState } from "#lib/contracts/retention.ts";
import { countOf } from "#lib/format/count.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { applyRetention, retentionQuery, setRetention } from "#lib/queries/retention.ts";
import { GoingList, KeptTable } from "./kept-table.tsx";
import { draftOf, readDraft } from "./retention-draft.ts";

/** How long what is kept, how large it is, and what would go. */
export function RetentionCard() {
  const { data, error, refetch, isFetching } = useQuery(retentionQuery());
  return (
    <Card>
      <CardHeader title="Retention" aside="what is due goes once a day" />
      {data ? (
        <>
          <RetentionForm state={data} />
          <KeptTable tables={data.tables} />
        </>
      ) : error ? (
        <ErrorState
          what="The sizes could not be measured."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <SkeletonRows rows={6} label="Measuring what is kept" />
      )}
    </Card>
  );
}

function RetentionForm({ state }: { state: RetentionState }) {
  const saved = draftOf(state.settings);
  const [draft, setDraft] = useState(saved);
  const [asking, setAsking] = useState(false);
  const { settings, errors } = readDraft(draft);
  const changed = JSON.stringify(draft) !== JSON.stringify(saved);
  const settled = useSettled(settings, 400);
  const preview = useQuery({ ...retentionQuery(settled ?? undefined), enabled: settled !== null && changed });
  const going = changed && preview.data ? preview.data.wouldGo : state.wouldGo;
  const save = useChange({
    send: setRetention,
    refresh: ["retention"],
    done: () => "Retention saved; what is due goes with the next daily round",
  });
  const remove = useChange({
    send: applyRetention,
    refresh: ["retention"],
    done: (_input: undefined, { removed }) =>
      removed.length === 0 ? "Nothing was due" : removed.map(({ name, rows }) => countOf(rows, name, name)).join(", "),
  });
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onValueChange: (value: string) => setDraft({ ...draft, [name]: value }),
    inputMode: "numeric" as const,
  });
  return (
    <form
      className="px-4 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (settings) save.mutate(settings);
      }}
    >
      <div className="grid gap-4 sm:grid-cols-3">
        <Field
          label="Calls, jobs, failures, ledger (days)"
          help="Whole weeks go, when all of them is older."
          error={errors?.metadata}
        >
          <Input {...field("metadata")} />
        </Field>
        <Field
          label="Bodies (days)"
          help="Heads of requests and answers, and excerpts in timelines."
          error={errors?.bodies}
        >
          <Input {...field("bodies")} />
        </Field>
        <Field label="Counts for charts (days)" help="Empty: for ever." error={errors?.rollups}>
          <Input {...field("rollups")} placeholder="for ever" />
        </Field>
      </div>
      <GoingList going={going} changed={changed} busy={preview.isFetching} />
      {save.error && (
        <p role="alert" className="mt-2 text-bad">
          {messageOf(save.error)}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={save.isPending} disabled={!changed || settings === null}>
          Save
        </Button>
        {changed && <Button onClick={() => setDraft(saved)}>Undo</Button>}
        <Button disabled={changed || state.wouldGo.length === 0} onClick={() => setAsking(true)}>
          Remove what is due now…
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove what is due?"
        confirmLabel="Remove it"
        onConfirm={() => remove.mutateAsync(undefined)}
      >
        <GoingList going={state.wouldGo} changed={false} busy={false} />
        <p className="mt-2">
          It cannot be brought back. What it was counted as stays in the charts; jobs that still live stay too.
        </p>
      </ConfirmDialog>
    </form>
  );
}
