"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { classNames } from "./class-names.ts";
import { Kbd } from "./kbd.tsx";

interface SearchFieldProps {
  /** What stands in the address. */
  value: string;
  /** Called when the typing pauses, or at once on Enter. */
  onSearch: (text: string) => void;
  /** Names the field: "Search jobs". */
  label: string;
  placeholder: string;
  className?: string;
}

const pauseMs = 250;

/** The screen's search box; `/` leads to it. */
export function SearchField({ value, onSearch, label, placeholder, className }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed by other means (back, "clear filters"): follow it.
  if (shown !== value) {
    setShown(value);
    if (text.trim() !== value) setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (next: string, waitMs: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), waitMs);
  };
  return (
    <div className={classNames("relative", className)}>
      <Search
        aria-hidden
        strokeWidth={1.75}
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-soft"
      />
      <input
        data-search-field
        type="text"
        inputMode="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        value={text}
        onChange={(event) => ask(event.target.value, pauseMs)}
        onKeyDown={(event) => {
          if (event.key === "Enter") ask(text, 0);
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="h-control w-full rounded-control border border-line bg-raised pr-9 pl-8.5 hover:border-line-control focus-visible:outline-offset-0"
      />
      <span className="absolute top-1/2 right-2 -translate-y-1/2">
        {text === "" ? (
          <Kbd>/</Kbd>
        ) : (
          <button
            type="button"
            aria-label="Clear the search"
            onClick={() => ask("", 0)}
            className="flex rounded-chip p-0.5 text-quiet hover:bg-fill hover:text-ink"
          >
            <X aria-hidden strokeWidth={1.75} className="size-3.5" />
          </button>
        )}
      </span>
    </div>
  );
}
