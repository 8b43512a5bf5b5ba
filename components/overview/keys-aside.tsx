"use client";

import { asideWords } from "#components/keys/aside-words.ts";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Card } from "#components/ui/card.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Overview } from "#lib/contracts/overview.ts";
import { countOf } from "#lib/format/count.ts";
import { placeName } from "#lib/format/place.ts";

/** Keys their vendor refuses: an operator's to mend, and whether calls suffer meanwhile. */
export function KeysAside({ keys }: { keys: Overview["keysAside"] }) {
  return (
    <Card role="alert" className="relative overflow-hidden py-3.5 pr-4 pl-5">
      <span aria-hidden className="absolute inset-y-0 left-0 w-1 bg-bad" />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <ul className="flex min-w-0 flex-[1_1_26rem] flex-col gap-1.5">
          {keys.map((key) => (
            <li key={key.id}>
              <span className="font-[520]">
                {placeName(key.provider, key.region)}: the key “{key.label}” {asideWords[key.reason].verb}
              </span>
              <p className="mt-0.5 text-soft">
                Since <Time at={key.since} format="relative" /> ·{" "}
                {key.others > 0
                  ? `${countOf(key.others, "other key")} of the place ${key.others === 1 ? "stands" : "stand"} in for it`
                  : "no other key stands in for it, so its calls fail"}
              </p>
            </li>
          ))}
        </ul>
        <ScopedLink href="/keys" className={buttonClass("secondary")}>
          See the keys
        </ScopedLink>
      </div>
    </Card>
  );
}
