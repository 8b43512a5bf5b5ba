"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";

interface CheckboxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  name?: string;
}

/** A box to tick with its words beside it; the words can be pressed too. */
export function Checkbox({ checked, onChange, children, name }: CheckboxProps) {
  const words = useId();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base.Root renders the input the label wraps
    <label className="inline-flex cursor-pointer items-center gap-2">
      <Base.Root
        name={name}
        checked={checked}
        onCheckedChange={onChange}
        aria-labelledby={words}
        className="flex size-4 shrink-0 items-center justify-center rounded-chip border border-line-control bg-surface data-[checked]:border-transparent data-[checked]:bg-inverse"
      >
        <Base.Indicator className="text-on-inverse">
          <Check aria-hidden strokeWidth={2.5} className="size-3" />
        </Base.Indicator>
      </Base.Root>
      <span id={words}>{children}</span>
    </label>
  );
}
