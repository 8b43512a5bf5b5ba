"use client";

import { ArrowDownUp, ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useState } from "react";
import type { ListOrder, RowCount } from "#lib/contracts/primitives.ts";
import { formatCount } from "#lib/format/count.ts";
import { Button } from "./button.tsx";

interface PaginationProps {
  /** Cursor of the page shown; null = the first. */
  cursor: string | null;
  /** Cursor of the page after it; null = this is the last. */
  next: string | null;
  /** How many rows the page shows. */
  shown: number;
  /** How many there are on all pages; undefined = not known yet. */
  count?: RowCount | undefined;
  onGo: (cursor: string | null) => void;
  /** Which end comes first. */
  order?: ListOrder | undefined;
  /** Where that can be turned round. */
  onSort?: (order: ListOrder) => void;
}

/** Pages by key: on to the next, back the way one came, or to the first. */
export function Pagination({ cursor, next, shown, count, onGo, order = "newest", onSort }: PaginationProps) {
  // Going back by history only makes sense for pages turned here, not for a link someone opened in the middle.
  const [turned, setTurned] = useState(0);
  const isNewest = order === "newest";
  if (cursor === null && next === null && (!onSort || shown < 2)) return null;
  const goOn = () => {
    setTurned(turned + 1);
    onGo(next);
  };
  const back = () => {
    setTurned(turned - 1);
    window.history.back();
  };
  return (
    <nav aria-label="Pages" className="flex items-center gap-1 border-line border-t px-4 py-2 text-quiet text-sm">
      <span className="mr-auto">
        {shown} shown
        {/* A count that was cut short may know of fewer than are shown. */}
        {count && count.count >= shown && ` of ${formatCount(count.count)}${count.exact ? "" : "+"}`}
        {!onSort && <span className="max-sm:sr-only">, newest first</span>}
      </span>
      {onSort && (
        <Button
          variant="ghost"
          size="small"
          title="Turn the order round"
          onClick={() => onSort(isNewest ? "oldest" : "newest")}
        >
          <ArrowDownUp aria-hidden strokeWidth={1.75} /> {isNewest ? "Newest first" : "Oldest first"}
        </Button>
      )}
      {cursor !== null && (
        <>
          <Button variant="ghost" size="small" onClick={() => onGo(null)}>
            <ChevronsLeft aria-hidden strokeWidth={1.75} /> {isNewest ? "Newest" : "Oldest"}
          </Button>
          {turned > 0 && (
            <Button variant="ghost" size="small" onClick={back}>
              <ChevronLeft aria-hidden strokeWidth={1.75} /> Back
            </Button>
          )}
        </>
      )}
      <Button variant="ghost" size="small" disabled={next === null} onClick={goOn}>
        {isNewest ? "Older" : "Newer"} <ChevronRight aria-hidden strokeWidth={1.75} />
      </Button>
    </nav>
  );
}
