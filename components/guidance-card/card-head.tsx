import type { ReactNode } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import type { Family } from "#lib/vocabulary.ts";
import { InlineText } from "./inline-text.tsx";

interface CardHeadProps {
  family: Family;
  /** Catalog entry; null when none is known. */
  entryId: string | null;
  title: string;
  meaning: ReactNode;
  /** The screen is the entry's own: no link to itself. */
  isOwnPage: boolean;
}

/** What it is: family, entry, title, meaning. */
export function CardHead({ family, entryId, title, meaning, isOwnPage }: CardHeadProps) {
  return (
    <header>
      <div className="flex items-center justify-between gap-3">
        <FamilyMark family={family} label className="text-sm" />
        {entryId && <EntryId id={entryId} isOwnPage={isOwnPage} />}
      </div>
      <h2 className="mt-1.5 text-[1.03rem] leading-snug">{title}</h2>
      <p className="mt-1 text-soft">{typeof meaning === "string" ? <InlineText>{meaning}</InlineText> : meaning}</p>
    </header>
  );
}

function EntryId({ id, isOwnPage }: { id: string; isOwnPage: boolean }) {
  const look = "truncate font-mono text-quiet text-xs";
  if (isOwnPage) return <code className={look}>{id}</code>;
  return (
    <ScopedLink href={`/guidance/${id}`} className={`${look} hover:text-ink hover:underline`}>
      {id}
    </ScopedLink>
  );
}
