"use client";

import { Settings2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuChoice, MenuSeparator } from "#components/ui/menu.tsx";
import { type ProviderId, providerLabels } from "#lib/vocabulary.ts";
import type { CreditMode } from "./prepare-credit-trend.ts";

interface CreditChoicesProps {
  providers: readonly ProviderId[];
  provider: ProviderId | undefined;
  onProvider: (provider: ProviderId) => void;
  mode: CreditMode;
  /** A bucket's length in words. */
  per: string | undefined;
  onMode: (mode: CreditMode) => void;
}

/** Whose credits, and added up or bucket by bucket. */
export function CreditChoices({ providers, provider, onProvider, mode, per, onMode }: CreditChoicesProps) {
  if (!provider) return null;
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="small">
          <Settings2 aria-hidden strokeWidth={1.75} />
          {mode === "total" ? "Added up" : `Per ${per}`}
        </Button>
      }
    >
      <MenuChoice
        label="Show"
        value={mode}
        onChange={onMode}
        choices={[
          { value: "total", label: "Added up over the window" },
          { value: "bucket", label: `Per ${per}` },
        ]}
      />
      {providers.length > 1 && (
        <>
          <MenuSeparator />
          <MenuChoice
            label="Provider"
            value={provider}
            onChange={onProvider}
            choices={providers.map((value) => ({ value, label: providerLabels[value] }))}
          />
        </>
      )}
    </Menu>
  );
}
