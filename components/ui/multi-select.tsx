"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";

interface MultiSelectProps<Value extends string> {
  items: readonly { value: Value; label: ReactNode; text: string }[];
  value: readonly Value[];
  onChange: (value: Value[]) => void;
  /** Says what is filtered; stands on the button while nothing is chosen. */
  label: string;
}

/** A choice of any number from a list, for filter bars. The list stays open while choosing. */
export function MultiSelect<Value extends string>({ items, value, onChange, label }: MultiSelectProps<Value>) {
  const chosen = items.filter((item) => value.includes(item.value)).map((item) => item.text);
  return (
    <Base.Root multiple value={[...value]} onValueChange={(next) => onChange(next)}>
      <Base.Trigger
        aria-label={label}
        className="inline-flex h-control items-center gap-2 rounded-control border border-line bg-raised px-3 hover:bg-fill"
      >
        <span className={chosen.length > 0 ? "max-w-64 truncate" : "text-soft"}>
          {chosen.length > 0 ? chosen.join(", ") : label}
        </span>
        <ChevronsUpDown aria-hidden strokeWidth={1.75} className="size-3.5 text-quiet" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-control border border-line bg-raised p-1 shadow-float">
            {items.map((item) => (
              <Base.Item
                key={item.value}
                value={item.value}
                className="grid cursor-default grid-cols-[1rem_1fr] items-center gap-1.5 rounded-chip py-1 pr-4 pl-1.5 outline-none data-[highlighted]:bg-fill"
              >
                <Base.ItemIndicator className="col-start-1">
                  <Check aria-hidden strokeWidth={1.75} className="size-3.5" />
                </Base.ItemIndicator>
                <Base.ItemText className="col-start-2">{item.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
