import { X } from "lucide-react";
import type { ReactNode } from "react";

/** A filter that is on, with the way to take it off. */
export function FilterChip({ children, onClear, what }: { children: ReactNode; onClear: () => void; what: string }) {
  return (
    <span className="inline-flex h-control items-center gap-1.5 rounded-control border border-line bg-raised pr-1 pl-3">
      <span className="max-w-72 truncate">{children}</span>
      <button
        type="button"
        aria-label={`Remove the filter ${what}`}
        onClick={onClear}
        className="flex rounded-chip p-1 text-quiet hover:bg-fill hover:text-ink"
      >
        <X aria-hidden strokeWidth={1.75} className="size-3.5" />
      </button>
    </span>
  );
}
