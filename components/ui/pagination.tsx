"use client";

import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useState } from "react";
import type { RowCount } from "#lib/contracts/primitives.ts";
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
}

/** Pages by key: on to the next, back the way one came, or to the first. */
export function Pagination({ cursor, next, shown, count, onGo }: PaginationProps) {
  // Going back by history only makes sense for pages turned here, not for a link someone opened in the middle.
  const [turned, setTurned] = useState(0);
  if (cursor === null && next === null) return null;
  const older = () => {
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
        <span className="max-sm:sr-only">, newest first</span>
      </span>
      {cursor !== null && (
        <>
          <Button variant="ghost" size="small" onClick={() => onGo(null)}>
            <ChevronsLeft aria-hidden strokeWidth={1.75} /> Newest
          </Button>
          {turned > 0 && (
            <Button variant="ghost" size="small" onClick={back}>
              <ChevronLeft aria-hidden strokeWidth={1.75} /> Back
            </Button>
          )}
        </>
      )}
      <Button variant="ghost" size="small" disabled={next === null} onClick={older}>
        Older <ChevronRight aria-hidden strokeWidth={1.75} />
      </Button>
    </nav>
  );
}
