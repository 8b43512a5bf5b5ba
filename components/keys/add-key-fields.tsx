"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { KeyPlaces } from "#lib/contracts/keys.ts";
import { providerIds, providerLabels } from "#lib/vocabulary.ts";
import { type AddKeyDraft, type DraftErrors, firstRegion, placeOf } from "./add-key-draft.ts";
import { SecretField } from "./secret-field.tsx";

interface AddKeyFieldsProps {
  places: KeyPlaces;
  draft: AddKeyDraft;
  errors: DraftErrors;
  onChange: (change: Partial<AddKeyDraft>) => void;
}

const providerItems = providerIds.map((provider) => ({ value: provider, label: providerLabels[provider] }));

/** Provider, region, label and secret; the address only where the vendor's own does not do. */
export function AddKeyFields({ places, draft, errors, onChange }: AddKeyFieldsProps) {
  const { provider, region } = placeOf(places, draft);
  const regions = provider?.regions ?? [];
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Provider" error={errors.provider}>
          <Select
            items={providerItems}
            value={draft.provider}
            onChange={(next) => onChange({ provider: next, region: firstRegion(places, next) })}
          />
        </Field>
        <Field label="Region" error={errors.region} help={region?.baseUrl ?? undefined}>
          <Select
            items={regions.map(({ id, label }) => ({ value: id, label }))}
            value={draft.region}
            onChange={(next) => onChange({ region: next })}
          />
        </Field>
      </div>
      {region?.takesBaseUrl && (
        <Field
          label={region.needsBaseUrl ? "Base URL" : "Base URL (optional)"}
          error={errors.baseUrl}
          help={
            region.needsBaseUrl
              ? "Where your own deployment answers, without a path."
              : "Only if the vendor gave you another address than the one above."
          }
        >
          <Input
            type="url"
            placeholder={region.baseUrl ?? "https://parse.internal.example"}
            value={draft.baseUrl}
            onValueChange={(baseUrl) => onChange({ baseUrl })}
          />
        </Field>
      )}
      <Field
        label="Label"
        name="label"
        error={errors.label}
        help="Tells keys of one region apart: “production”, “trial”."
      >
        <Input value={draft.label} onValueChange={(label) => onChange({ label })} maxLength={80} />
      </Field>
      <SecretField
        value={draft.secret}
        onChange={(secret) => onChange({ secret })}
        error={errors.secret}
        provider={providerLabels[draft.provider]}
        prefix={draft.region === "sandbox" ? null : (provider?.keyPrefix ?? null)}
      />
    </div>
  );
}
