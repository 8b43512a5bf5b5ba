import { truncateMiddle } from "#lib/format/truncate-middle.ts";
import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";

interface IdProps {
  value: string;
  /** What the id names, for the copy button: "job id". */
  what: string;
  /** Longest text shown; the rest is cut from the middle. */
  max?: number;
  copy?: boolean;
  className?: string;
}

/** An id in mono, shortened in its middle, with a copy button; hovering shows it whole. */
export function Id({ value, what, max = 28, copy = true, className }: IdProps) {
  return (
    <span className={classNames("inline-flex min-w-0 max-w-full items-center gap-1 whitespace-nowrap", className)}>
      <code title={value} className="truncate font-mono text-soft text-xs">
        {truncateMiddle(value, max)}
      </code>
      {copy && <CopyButton text={value} what={what} />}
    </span>
  );
}
