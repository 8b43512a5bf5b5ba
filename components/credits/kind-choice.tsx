import { ChoiceChip } from "#components/shell/choice-chip.tsx";
import type { LossKind } from "#lib/contracts/credits.ts";

interface KindChoiceProps {
  kind: LossKind | null;
  items: readonly { value: LossKind; label: string }[];
  onKind: (kind: LossKind | null) => void;
}

/** All losses, or those of one kind. */
export function KindChoice({ kind, items, onKind }: KindChoiceProps) {
  return (
    <fieldset className="flex flex-wrap gap-1 px-4 py-2.5">
      <legend className="sr-only">Kind of loss</legend>
      <ChoiceChip chosen={kind === null} onChoose={() => onKind(null)}>
        All
      </ChoiceChip>
      {items.map(({ value, label }) => (
        <ChoiceChip key={value} chosen={kind === value} onChoose={() => onKind(value)}>
          {label}
        </ChoiceChip>
      ))}
    </fieldset>
  );
}
