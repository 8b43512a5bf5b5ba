"use client";

import { Command } from "cmdk";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Kbd } from "#components/ui/kbd.tsx";

/** A headed group of the palette. */
export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-quiet [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

interface PaletteItemProps {
  /** Unique among all items. */
  value: string;
  icon?: LucideIcon;
  keys?: readonly string[];
  aside?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
}

/** One thing the palette leads to. */
export function PaletteItem({ value, icon: Icon, keys, aside, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-row cursor-default items-center gap-2.5 rounded-control px-2.5 data-[selected=true]:bg-fill"
    >
      {Icon && <Icon aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-soft" />}
      <span className="flex min-w-0 flex-1 items-center gap-2.5">{children}</span>
      {aside && <span className="shrink-0 text-quiet text-sm">{aside}</span>}
      {keys && (
        <span className="flex gap-1">
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  );
}
