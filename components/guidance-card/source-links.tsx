"use client";

import { ExternalLink, FileText } from "lucide-react";
import { useState } from "react";
import type { EntryDetail } from "#lib/contracts/catalog.ts";
import { formatDay } from "#lib/format/instant.ts";

type Source = EntryDetail["sources"][number];

const shownAtFirst = 2;

/** The vendor documents the entry rests on, with the day each was last compared. Several rows of one page are one link. */
export function SourceLinks({ sources }: { sources: readonly Source[] }) {
  const [all, setAll] = useState(false);
  const documents = [...new Map(sources.map((source) => [source.document, source])).values()];
  const shown = all ? documents : documents.slice(0, shownAtFirst);
  const hidden = documents.length - shown.length;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {shown.map((source) => (
        <li key={source.document}>
          <SourceLink source={source} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <button
            type="button"
            onClick={() => setAll(true)}
            className="pl-5.5 text-soft hover:text-ink hover:underline"
          >
            {hidden} more
          </button>
        </li>
      )}
    </ul>
  );
}

function SourceLink({ source }: { source: Source }) {
  // The day alone, without a zone: the sources were checked on a date, not at an instant.
  const checked = `checked ${formatDay(new Date(`${source.checkedOn}T12:00:00Z`), "UTC", new Date(0))}`;
  if (!source.url) {
    return (
      <span className="flex gap-2 text-soft">
        <FileText aria-hidden strokeWidth={1.75} className="mt-0.5 size-3.5 shrink-0" />
        <span>
          {source.title}, {checked}
        </span>
      </span>
    );
  }
  return (
    <a
      href={source.url}
      target="_blank"
      rel="noreferrer"
      className="inline-flex gap-2 text-accent hover:underline"
      title={source.url}
    >
      <ExternalLink aria-hidden strokeWidth={1.75} className="mt-0.5 size-3.5 shrink-0" />
      <span>
        {source.title}, {checked}
      </span>
    </a>
  );
}
