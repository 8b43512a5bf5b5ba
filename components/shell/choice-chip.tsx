import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

interface ChoiceChipProps {
  chosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}

/** One of a few choices, pressed or not. */
export function ChoiceChip({ chosen, onChoose, children }: ChoiceChipProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={classNames(
        "inline-flex h-6.5 items-center rounded-chip border px-2 text-sm",
        chosen ? "border-transparent bg-inverse text-on-inverse" : "border-line text-soft hover:bg-fill hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}
