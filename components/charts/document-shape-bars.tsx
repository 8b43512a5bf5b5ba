import { countOf, formatShare } from "#lib/format/count.ts";
import type { PreparedDocumentShapes } from "./prepare-document-shapes.ts";

/** A bar for each kind of document: what failed, and what came back in part, of its jobs. */
export function DocumentShapeBars({ shapes }: { shapes: PreparedDocumentShapes }) {
  return (
    <ul className="flex flex-col gap-1 px-4 py-1">
      {shapes.bars.map((bar) => (
        <li key={bar.key} className="grid grid-cols-[6.5rem_1fr_9.5rem] items-center gap-3 py-0.5 text-sm">
          <span className="truncate" title={bar.label}>
            {bar.label}
          </span>
          <span aria-hidden className="flex h-3.5 overflow-hidden rounded-mark bg-fill">
            <span className="bg-bad" style={{ width: `${bar.failedWidth * 100}%` }} />
            <span className="bg-warn" style={{ width: `${bar.partialWidth * 100}%` }} />
          </span>
          <span className="whitespace-nowrap text-right">
            <span className="font-medium">{bar.rate === null ? "–" : formatShare(bar.rate)}</span>{" "}
            <span className="text-quiet">of {countOf(bar.jobs, "job")}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
