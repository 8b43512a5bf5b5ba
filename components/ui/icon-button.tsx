"use client";

import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  icon: LucideIcon;
  /** Says what the button does: its accessible name and its hint. */
  label: string;
  size?: "regular" | "small";
  bordered?: boolean;
}

/** A button that is only an icon, with its name as a hint. */
export function IconButton({
  icon: Icon,
  label,
  size = "regular",
  bordered = false,
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <button
        type="button"
        aria-label={label}
        {...props}
        className={classNames(
          "inline-flex shrink-0 items-center justify-center rounded-control text-soft hover:bg-fill hover:text-ink",
          "disabled:cursor-not-allowed disabled:opacity-50",
          size === "regular" ? "size-8" : "size-6",
          bordered && "border border-line bg-raised",
          className,
        )}
      >
        <Icon aria-hidden strokeWidth={1.75} className={size === "regular" ? "size-4" : "size-3.5"} />
      </button>
    </Tooltip>
  );
}
