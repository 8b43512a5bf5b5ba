"use client";

import { Search } from "lucide-react";
import { Kbd } from "#components/ui/kbd.tsx";
import { useOverlay } from "./overlay-context.tsx";
import { topControlClass } from "./top-control.ts";

/** Opens the palette. Only a magnifier where there is no room for words. */
export function SearchButton() {
  const { show } = useOverlay();
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => show("palette")}
      className={topControlClass("max-lg:border-transparent max-lg:bg-transparent lg:w-60")}
    >
      <Search aria-hidden strokeWidth={1.75} />
      <span className="text-soft max-lg:sr-only">Find a job, file, entry…</span>
      <span aria-hidden className="ml-auto max-lg:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  );
}
