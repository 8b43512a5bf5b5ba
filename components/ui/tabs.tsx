"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface TabItem<Value extends string> {
  value: Value;
  label: ReactNode;
  content?: ReactNode;
}

interface TabsProps<Value extends string> {
  items: readonly TabItem<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** Names the group for screen readers. */
  label: string;
  className?: string;
  listClassName?: string;
}

/** Quiet tabs: the chosen one is filled. Panels belong to the tab list they follow. */
export function Tabs<Value extends string>({
  items,
  value,
  onChange,
  label,
  className,
  listClassName,
}: TabsProps<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as Value)} className={className}>
      <Base.List aria-label={label} className={classNames("flex items-center gap-1", listClassName)}>
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className={classNames(
              "inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-control px-2.5 text-soft text-sm",
              "hover:text-ink data-[active]:bg-fill data-[active]:font-medium data-[active]:text-ink",
            )}
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map(
        (item) =>
          item.content && (
            <Base.Panel key={item.value} value={item.value} className="outline-offset-4">
              {item.content}
            </Base.Panel>
          ),
      )}
    </Base.Root>
  );
}
