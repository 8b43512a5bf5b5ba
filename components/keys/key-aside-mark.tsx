import { Mark } from "#components/ui/mark.tsx";
import { Time } from "#components/ui/time.tsx";
import type { KeySummary } from "#lib/contracts/keys.ts";
import { asideWords } from "./aside-words.ts";

/** Says that a key stepped aside, why, and when Docket looks after it again. */
export function KeyAsideMark({ aside }: { aside: NonNullable<KeySummary["aside"]> }) {
  const { word, detail } = asideWords[aside.reason];
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Mark shape="hollow-diamond" className="text-bad" />
      <span className="truncate text-bad sm:shrink-0">{word}</span>
      <span title={detail} className="truncate text-quiet text-sm max-sm:hidden">
        <Time at={aside.since} format="relative" />
        <span className="max-md:hidden">
          {" "}
          · asked again at <Time at={aside.until} format="clock" />
        </span>
      </span>
    </span>
  );
}
