"use client";

import { useMemo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Mark } from "#components/ui/mark.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { prepareTimeline } from "./prepare-timeline.ts";
import type { TimelineItem, TimelinePart, TimelineTone } from "./timeline-item.ts";

const tones: Record<TimelineTone, string> = {
  ok: "text-ok",
  quiet: "text-quiet",
  accent: "text-accent",
  warn: "text-warn",
  bad: "text-bad",
};

/** What was learned about the job, from every source, in order. */
export function TimelineList({ job }: { job: JobDetail }) {
  const items = useMemo(() => prepareTimeline(job), [job]);
  return (
    <ol className="mt-3 px-4">
      {items.map((item, i) => (
        <Item key={item.id} item={item} isLast={i === items.length - 1} />
      ))}
    </ol>
  );
}

function Item({ item, isLast }: { item: TimelineItem; isLast: boolean }) {
  return (
    <li className="relative grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 pb-4 last:pb-1 sm:grid-cols-[1rem_6rem_minmax(0,1fr)]">
      {!isLast && <span aria-hidden className="absolute top-5 bottom-0 left-[7.5px] w-px bg-line" />}
      <span className={classNames("flex h-5 items-center justify-center", tones[item.tone])}>
        <Mark shape={item.mark} className="size-4" />
      </span>
      <Time at={item.at} format="milli" className="font-mono text-quiet text-xs leading-5 max-sm:col-start-2" />
      <div className="max-sm:col-start-2">
        <p className="flex justify-between gap-4">
          <span className="font-[560]">{item.title}</span>
          <span className="shrink-0 whitespace-nowrap text-quiet text-sm">{item.aside}</span>
        </p>
        {item.parts.length > 0 && (
          <p className="break-words text-soft text-sm">
            {item.parts.map((part, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no identity
              <Part key={i} part={part} />
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

function Part({ part }: { part: TimelinePart }) {
  if (part.kind === "word")
    return <code className="mr-1 rounded-chip bg-fill px-1 font-mono text-xs">{part.text}</code>;
  return <>{part.kind === "quote" ? `“${part.text}” ` : `${part.text} `}</>;
}
