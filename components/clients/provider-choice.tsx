"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { type ProviderId, providerIds, providerLabels } from "#lib/vocabulary.ts";

interface ProviderChoiceProps {
  /** Empty = every provider. */
  chosen: readonly ProviderId[];
  onChange: (chosen: ProviderId[]) => void;
}

/** Which providers a client may call; none ticked means all, now and later. */
export function ProviderChoice({ chosen, onChange }: ProviderChoiceProps) {
  const toggle = (provider: ProviderId, ticked: boolean) =>
    onChange(providerIds.filter((known) => (known === provider ? ticked : chosen.includes(known))));
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">May call</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {providerIds.map((provider) => (
          <Checkbox key={provider} checked={chosen.includes(provider)} onChange={(ticked) => toggle(provider, ticked)}>
            {providerLabels[provider]}
          </Checkbox>
        ))}
      </div>
      <p className="mt-1.5 text-quiet text-sm">
        {chosen.length === 0 ? "None ticked: every provider, also those that come later." : "Only these."}
      </p>
    </fieldset>
  );
}
