"use client";

import { Chip } from "#components/ui/chip.tsx";
import { Count } from "#components/ui/figures.tsx";
import { columnsOf } from "#components/ui/table-features.ts";
import { Time } from "#components/ui/time.tsx";
import type { KeySummary } from "#lib/contracts/keys.ts";
import { regionShort } from "#lib/format/place.ts";
import { KeyAsideMark } from "./key-aside-mark.tsx";
import { KeyMenu } from "./key-menu.tsx";
import { KeyTestMark } from "./key-test-mark.tsx";
import { useTestKey } from "./use-test-key.ts";

const column = columnsOf<KeySummary>();

/** The columns of the key table; its rows stand under their provider. */
export const keyColumns = [
  column.display({
    id: "region",
    header: "Region",
    cell: ({ row }) => <Chip>{regionShort(row.original.region)}</Chip>,
    meta: { className: "w-px" },
  }),
  column.display({
    id: "label",
    header: "Key",
    cell: ({ row: { original: key } }) => (
      <span className="flex min-w-0 items-center gap-2.5 max-sm:flex-col max-sm:items-start max-sm:gap-0 max-sm:py-1.5">
        <span className="flex min-w-0 max-w-full items-center gap-2 sm:max-w-3/5 sm:shrink-0">
          <span className={`truncate font-medium ${key.disabledAt ? "text-quiet" : ""}`}>{key.label}</span>
          {key.disabledAt && <Chip tone="warn">disabled</Chip>}
          {key.weight > 1 && <Chip>×{key.weight}</Chip>}
        </span>
        <code className="shrink-0 font-mono text-quiet text-xs">••••{key.lastFour}</code>
        {key.baseUrl && (
          <code title={key.baseUrl} className="min-w-0 truncate font-mono text-quiet text-xs max-lg:hidden">
            {key.baseUrl}
          </code>
        )}
      </span>
    ),
    meta: { className: "w-1/2 max-w-0 sm:min-w-36" },
  }),
  column.display({
    id: "test",
    header: "Last test",
    cell: ({ row }) => <TestCell apiKey={row.original} />,
    meta: { className: "w-1/2 max-w-0 sm:min-w-28" },
  }),
  column.display({
    id: "calls",
    header: "Calls, 24 h",
    cell: ({ row }) => <Count value={row.original.calls24h} />,
    meta: { align: "right", className: "w-px whitespace-nowrap max-sm:hidden" },
  }),
  column.display({
    id: "added",
    header: "Added",
    cell: ({ row }) => <Time at={row.original.createdAt} className="whitespace-nowrap" />,
    meta: { align: "right", className: "w-px max-lg:hidden" },
  }),
  column.display({
    id: "actions",
    header: "",
    cell: ({ row }) => <KeyMenu apiKey={row.original} />,
    meta: { align: "right", className: "w-px", srHeader: "Actions" },
  }),
];

function TestCell({ apiKey }: { apiKey: KeySummary }) {
  const { busy } = useTestKey(apiKey);
  if (apiKey.aside && !apiKey.disabledAt && !busy) return <KeyAsideMark aside={apiKey.aside} />;
  return <KeyTestMark test={apiKey.test} busy={busy} />;
}
