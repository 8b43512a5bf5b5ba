"use client";

import Link from "next/link";
import { Count, Unknown } from "#components/ui/figures.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import { Time } from "#components/ui/time.tsx";
import type { IncidentSummary } from "#lib/contracts/incidents.ts";
import { incidentTitle } from "#lib/format/incident-title.ts";
import { IncidentStateMark, incidentLook } from "./incident-state-mark.tsx";
import { Lasted } from "./lasted.tsx";

const column = columnsOf<IncidentSummary>();

export const incidentColumns = [
  column.display({
    id: "state",
    header: "State",
    cell: ({ row }) => (
      <span className="max-sm:[&>span>span]:sr-only">
        <IncidentStateMark incident={row.original} />
      </span>
    ),
    meta: { className: "w-px max-sm:[&:is(th)]:text-transparent max-sm:pr-0" },
  }),
  column.display({
    id: "incident",
    header: "Incident",
    cell: ({ row }) => <IncidentName incident={row.original} />,
    meta: { className: "w-full max-w-0 min-w-40" },
  }),
  column.display({
    id: "refused",
    header: "Calls refused",
    cell: ({ row }) => <Count value={row.original.callsRefused} />,
    meta: { align: "right", className: "w-px whitespace-nowrap max-md:hidden" },
  }),
  column.display({
    id: "failed",
    header: "Calls failed",
    cell: ({ row }) => <Count value={row.original.callsFailed} />,
    meta: { align: "right", className: "w-px whitespace-nowrap max-lg:hidden" },
  }),
  column.display({
    id: "clients",
    header: "Clients",
    cell: ({ row }) => <Count value={row.original.clients} />,
    meta: { align: "right", className: "w-px max-lg:hidden" },
  }),
  column.display({
    id: "acknowledged",
    header: "Acknowledged",
    cell: ({ row }) => row.original.acknowledged?.by ?? <Unknown word="nobody" />,
    meta: { className: "w-px whitespace-nowrap max-xl:hidden" },
  }),
  column.display({
    id: "opened",
    header: "Opened",
    cell: ({ row }) => <Time at={row.original.openedAt} className="whitespace-nowrap" />,
    meta: { align: "right", className: "w-px whitespace-nowrap" },
  }),
  column.display({
    id: "lasted",
    header: "Duration",
    cell: ({ row }) => <Lasted incident={row.original} />,
    meta: { align: "right", className: "w-px whitespace-nowrap max-sm:hidden" },
  }),
];

function IncidentName({ incident }: { incident: IncidentSummary }) {
  return (
    <span className="flex min-w-0 items-baseline gap-3 max-sm:flex-col max-sm:gap-0 max-sm:py-1.5">
      <Link
        data-row-link
        href={`/incidents/${incident.id}`}
        className="max-w-full truncate font-medium max-sm:whitespace-normal"
      >
        {incidentTitle(incident.kind, incident)}
      </Link>
      <span className="max-w-full truncate text-quiet text-sm">
        <span className="sm:hidden">{incidentLook(incident).label} · </span>
        {incident.reason}
      </span>
    </span>
  );
}
