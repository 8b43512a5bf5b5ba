import { LoaderCircle } from "lucide-react";
import { Mark } from "#components/ui/mark.tsx";
import { Time } from "#components/ui/time.tsx";
import type { KeySummary } from "#lib/contracts/keys.ts";
import { keyTestLooks } from "./key-test-looks.ts";

/** What the last test of a key found and when; the vendor's answer in its own words beside it. */
export function KeyTestMark({ test, busy }: { test: KeySummary["test"]; busy: boolean }) {
  if (busy) {
    return (
      <span role="status" className="inline-flex items-center gap-1.5 text-soft">
        <LoaderCircle aria-hidden strokeWidth={1.75} className="size-3 animate-spin" /> testing…
      </span>
    );
  }
  if (!test) {
    return (
      <span className="inline-flex items-center gap-1.5 text-quiet">
        <Mark shape="ring" /> never tested
      </span>
    );
  }
  const look = keyTestLooks[test.result];
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Mark shape={look.shape} className={look.mark} />
      <span className={`truncate sm:shrink-0 ${look.word}`}>{look.label}</span>
      <span title={test.detail} className="truncate text-quiet text-sm max-sm:hidden">
        <Time at={test.at} format="relative" />
        {test.result !== "works" && <span className="max-md:hidden"> · {test.detail}</span>}
      </span>
    </span>
  );
}
