"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { controlClass } from "./input.tsx";

export interface SelectItem<Value extends string> {
  value: Value;
  label: string;
  /** A shape before the label, in the list. */
  mark?: ReactNode;
}

interface SelectProps<Value extends string> {
  items: readonly SelectItem<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  placeholder?: string;
  /** Accessible name when no `Field` labels it. */
  label?: string;
  /** `filter`: as high and quiet as the buttons of a filter bar. */
  look?: "field" | "filter";
  className?: string;
}

/** A choice of one from a list. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { items, value, onChange, placeholder, label, look = "field", className } = props;
  return (
    <Base.Root items={items} value={value} onValueChange={(next) => next !== null && onChange(next)}>
      <Base.Trigger
        aria-label={label}
        className={classNames(
          look === "field"
            ? classNames(controlClass, "h-control")
            : "h-control rounded-control border border-line bg-raised px-3 text-base hover:bg-fill",
          "inline-flex items-center justify-between gap-2 text-left",
          className,
        )}
      >
        <Base.Value placeholder={placeholder} className="truncate data-[placeholder]:text-quiet" />
        <Base.Icon>
          <ChevronsUpDown aria-hidden strokeWidth={1.75} className="size-3.5 text-quiet" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-control border border-line bg-raised p-1 shadow-float">
            {items.map((item) => (
              <Base.Item
                key={item.value}
                value={item.value}
                className="grid cursor-default grid-cols-[1rem_1fr] items-center gap-1.5 rounded-chip py-1 pr-3 pl-1.5 text-base outline-none data-[highlighted]:bg-fill"
              >
                <Base.ItemIndicator className="col-start-1">
                  <Check aria-hidden strokeWidth={1.75} className="size-3.5" />
                </Base.ItemIndicator>
                <span className="col-start-2 flex items-center gap-2 whitespace-nowrap">
                  {item.mark && (
                    <span aria-hidden className="flex">
                      {item.mark}
                    </span>
                  )}
                  <Base.ItemText>{item.label}</Base.ItemText>
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
