import { Time } from "#components/ui/time.tsx";
import type { RetentionState } from "#lib/contracts/retention.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatCount } from "#lib/format/count.ts";

const cell = "border-line-faint border-t px-4 py-1.5";

/** How large each table is, and how old its oldest row. */
export function KeptTable({ tables }: { tables: RetentionState["tables"] }) {
  return (
    <div className="overflow-x-auto">
      <table aria-label="What is kept" className="w-full border-separate border-spacing-0 text-sm">
        <thead className="text-left text-quiet">
          <tr>
            <th scope="col" className={`${cell} font-normal`}>
              What
            </th>
            <th scope="col" className={`${cell} text-right font-normal`}>
              Rows, about
            </th>
            <th scope="col" className={`${cell} text-right font-normal`}>
              Size
            </th>
            <th scope="col" className={`${cell} font-normal`}>
              Oldest
            </th>
          </tr>
        </thead>
        <tbody>
          {tables.map((table) => (
            <tr key={table.name}>
              <td className={cell}>{table.name}</td>
              <td className={`${cell} text-right`}>{formatCount(table.rows)}</td>
              <td className={`${cell} text-right`}>{formatBytes(table.bytes)}</td>
              <td className={`${cell} text-quiet`}>
                {table.oldestAt ? <Time at={table.oldestAt} format="near" /> : "–"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface GoingListProps {
  going: RetentionState["wouldGo"];
  /** The settings are not saved yet. */
  changed: boolean;
  busy: boolean;
}

/** What would go, in a sentence for each table. */
export function GoingList({ going, changed, busy }: GoingListProps) {
  const when = changed ? "With these settings" : "Now";
  if (going.length === 0) {
    return <p className="mt-3 text-soft text-sm">{when}, nothing would be removed.</p>;
  }
  return (
    <div aria-live="polite" aria-busy={busy} className={busy ? "mt-3 text-sm opacity-60" : "mt-3 text-sm"}>
      <p className="text-soft">{when}, this would be removed:</p>
      <ul className="mt-1 list-disc pl-5">
        {going.map((each) => (
          <li key={each.name}>
            {each.name}: {each.estimated ? "about " : ""}
            {formatCount(each.rows)} ({formatBytes(each.bytes)}), from before <Time at={each.before} format="near" />
          </li>
        ))}
      </ul>
    </div>
  );
}
