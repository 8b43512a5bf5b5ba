import type { ReactNode } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { OverviewCell } from "#lib/contracts/overview.ts";

interface CellLinkProps {
  cell: OverviewCell;
  /** Path and filters; the cell's place is added. */
  to: string;
  /** What is behind it, for screen readers: "failures". */
  label?: string;
  /** The row's main link: `j`/`k` step over these. */
  main?: boolean;
  className?: string;
  children: ReactNode;
}

/** A figure that leads to what it counts, in the cell's provider and region. */
export function CellLink({ cell, to, label, main = false, className, children }: CellLinkProps) {
  const [path = "", query = ""] = to.split("?");
  const search = new URLSearchParams(query);
  search.set("provider", cell.provider);
  search.set("region", cell.region);
  return (
    <ScopedLink
      href={`${path}?${search}`}
      data-row-link={main || undefined}
      title={label}
      className={classNames("underline-offset-2 hover:underline", className)}
    >
      {children}
    </ScopedLink>
  );
}
