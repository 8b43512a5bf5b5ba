"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ClientLimits } from "#lib/contracts/clients.ts";
import type { LimitsDraft } from "./limits-draft.ts";

interface LimitFieldsProps {
  draft: LimitsDraft;
  errors: Partial<Record<keyof ClientLimits, string>>;
  onChange: (draft: LimitsDraft) => void;
}

const fields: { name: keyof ClientLimits; label: string; mode: "numeric" | "decimal" }[] = [
  { name: "requestsPerMinute", label: "Requests a minute", mode: "numeric" },
  { name: "maxConcurrent", label: "Calls at once", mode: "numeric" },
  { name: "creditsPerDay", label: "Credits a day (UTC)", mode: "decimal" },
];

/** How much a client may use; an empty field sets no limit. */
export function LimitFields({ draft, errors, onChange }: LimitFieldsProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">May use</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {fields.map(({ name, label, mode }) => (
          <Field key={name} label={label} error={errors[name]}>
            <Input
              inputMode={mode}
              autoComplete="off"
              placeholder="no limit"
              maxLength={12}
              value={draft[name]}
              onValueChange={(value) => onChange({ ...draft, [name]: value })}
            />
          </Field>
        ))}
      </div>
      <p className="mt-1.5 text-quiet text-sm">
        Beyond them the gateway answers 429 and says when to come again. Credits are counted as they are billed, so that
        work under way may go over; reading results is never refused for them.
      </p>
    </fieldset>
  );
}
