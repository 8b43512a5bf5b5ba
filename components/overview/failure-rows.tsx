"use client";

import { ChevronRight } from "lucide-react";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { actorIcons } from "#components/guidance-card/answer-looks.ts";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { Badge, Chip } from "#components/ui/chip.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FailureGroup } from "#lib/contracts/failures.ts";
import { countOf, formatCount } from "#lib/format/count.ts";
import { placeName } from "#lib/format/place.ts";
import type { Actor } from "#lib/vocabulary.ts";

const actorWords: Record<Actor, string> = {
  vendor: "Vendor must act",
  operator: "Operator must act",
  caller: "Caller must act",
  wait: "Passes by itself",
};

/** What failed, newest first: a line a group, leading to its failures. */
export function FailureRows({ groups }: { groups: readonly FailureGroup[] }) {
  return (
    <ul>
      {groups.map((group) => (
        <li key={group.key} className="border-line-faint border-b last:border-0">
          <ScopedLink
            href={hrefOf(group)}
            className="flex min-h-9 items-center gap-3 px-4 py-1.5 last:rounded-b-card hover:bg-fill/60"
          >
            <FamilyMark family={group.family} />
            <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
              <span className="truncate font-[520] max-sm:line-clamp-2 max-sm:whitespace-normal">{group.title}</span>
              <Chip>{placeName(group.provider, group.region)}</Chip>
            </span>
            <span className="w-24 max-md:hidden">
              <Badge tone={group.state === "escalating" ? "bad" : "neutral"}>{group.state}</Badge>
            </span>
            <Time
              at={group.lastAt}
              format="relative"
              className="w-18 whitespace-nowrap text-quiet text-sm max-lg:hidden"
            />
            <Sparkline values={group.trend} width={84} height={20} filled className="text-soft max-lg:hidden" />
            <span title={countOf(group.count, "failure")} className="w-14 text-right font-[560]">
              {formatCount(group.count)}
            </span>
            <Who actor={group.whoActs} />
            <ChevronRight aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-decor" />
          </ScopedLink>
        </li>
      ))}
    </ul>
  );
}

function Who({ actor }: { actor: Actor | null }) {
  const Icon = actor && actorIcons[actor];
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap pl-4 text-soft max-sm:hidden lg:w-44">
      {Icon && <Icon aria-hidden strokeWidth={1.75} className="size-3.5" />}
      <span className="max-lg:sr-only">{actor ? actorWords[actor] : "Not known who must act"}</span>
    </span>
  );
}

function hrefOf(group: FailureGroup): string {
  const query = new URLSearchParams({ provider: group.provider, region: group.region });
  if (group.product) query.set("product", group.product);
  if (group.entryId) query.set("entry", group.entryId);
  else query.set("match", "none");
  return `/failures?${query}&view=single`;
}
