import { classNames } from "./class-names.ts";

/** A grey block of the size of what is coming; give it width and height by class. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("block animate-[pulse-skeleton_1.6s_ease-in-out_infinite] rounded-chip bg-fill", className)}
    />
  );
}

/** As many quiet lines as a table has rows, in the table's own row height. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity and never move
        <div key={row} className="flex h-row items-center gap-6 border-line-faint border-b px-4 last:border-0">
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-3 w-48 max-w-[30%]" />
          <Skeleton className="h-3 w-24" />
          <Skeleton className="ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
