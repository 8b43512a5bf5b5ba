"use client";

import { useMemo } from "react";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useNow, useZone } from "#components/ui/view-context.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatClock, formatExact } from "#lib/format/instant.ts";
import { type LifeSegment, type LifeStage, type PreparedLife, prepareLife } from "./prepare-life.ts";

const fills: Record<LifeStage, string> = {
  call: "bg-ok text-on-inverse",
  queued: "bg-fill-strong text-soft",
  unseen: "bg-fill-strong text-soft",
  running: "bg-accent-wash text-accent",
};

const lastFills = {
  ok: "bg-linear-to-r from-accent-wash to-ok-wash",
  bad: "bg-linear-to-r from-accent-wash to-bad-wash",
  warn: "bg-linear-to-r from-accent-wash to-warn-wash",
  quiet: "bg-linear-to-r from-accent-wash to-fill",
} as const;

/** The life of the job as a bar to scale: the call, the queue, the work, the end (or its open end). */
function LifeBar({ job }: { job: JobDetail }) {
  const now = useNow(1000);
  const { zone } = useZone();
  const still = job.endedAt === null;
  const life = useMemo(() => prepareLife(job, still ? now : 0), [job, still, now]);
  return (
    <>
      <CardHeader title="The life of this job" aside={life.widened ? "to scale, short stages widened" : "to scale"} />
      <div className="px-4 pt-1">
        <div role="img" aria-label={`Stages: ${life.summary}`} className="relative flex h-6.5 gap-0.5">
          {life.segments.map((segment, i) => (
            <Segment
              key={segment.stage}
              segment={segment}
              end={i === life.segments.length - 1 ? life.end : null}
              isLast={i === life.segments.length - 1}
            />
          ))}
          {life.usualPlace !== null && <UsualMark place={life.usualPlace} ms={job.usualDurationMs ?? 0} />}
        </div>
        <Marks life={life} zone={zone} still={still} />
      </div>
    </>
  );
}

interface SegmentProps {
  segment: LifeSegment;
  end: PreparedLife["end"];
  isLast: boolean;
}

function Segment({ segment, end, isLast }: SegmentProps) {
  const works = segment.stage === "running" && end !== null;
  return (
    <span
      title={segment.label}
      style={{ flexGrow: segment.share, flexBasis: 0 }}
      // A label without room wraps into a second line, which is cut off: either all of it is seen or none.
      className={classNames(
        "flex min-w-1 flex-wrap overflow-hidden rounded-chip font-[520] text-xs",
        fills[segment.stage],
        works && lastFills[end],
        segment.open && isLast && "rounded-r-none mask-r-from-75%",
      )}
    >
      <span className="h-full w-2" />
      <span className="flex h-full items-center whitespace-nowrap pr-2">{segment.label}</span>
    </span>
  );
}

/** A notch above and below the bar: where a usual job would have been done. It crosses no words. */
function UsualMark({ place, ms }: { place: number; ms: number }) {
  return (
    <span
      title={`Jobs like this usually take ${formatDuration(ms)}`}
      className="absolute -inset-y-1.5 w-0.5 border-line-control border-y-4"
      style={{ left: `${place * 100}%` }}
    />
  );
}

function Marks({ life, zone, still }: { life: PreparedLife; zone: string; still: boolean }) {
  return (
    <div className="relative mt-1 h-4 font-mono text-quiet text-xs">
      {life.marks.map((mark, i) => {
        const isLast = i === life.marks.length - 1;
        const at = new Date(mark.at);
        return (
          <span
            key={mark.place}
            title={formatExact(at, zone)}
            className={classNames(
              "absolute whitespace-nowrap",
              isLast && "right-0",
              i > 0 && !isLast && "max-sm:hidden",
            )}
            style={isLast ? undefined : { left: `${mark.place * 100}%` }}
          >
            {isLast && still ? "now" : formatClock(at, zone)}
          </span>
        );
      })}
    </div>
  );
}

/** The card that holds a job's bar and its timeline. */
export function LifeCard({ job, children }: { job: JobDetail; children: React.ReactNode }) {
  return (
    <Card aria-label="The life of this job" className="pb-3">
      <LifeBar job={job} />
      {children}
    </Card>
  );
}
