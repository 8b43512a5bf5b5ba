import type { ReactNode } from "react";

/** Choices under a quiet heading, apart from what stands above. */
export function ChoiceGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-line border-t pt-3">
      <legend className="sr-only">{label}</legend>
      <p aria-hidden className="mb-1.5 text-quiet text-xs">
        {label}
      </p>
      <div className="flex flex-wrap gap-1">{children}</div>
    </fieldset>
  );
}
