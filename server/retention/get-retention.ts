import { retentionPreview as input, retentionState as output, type RetentionState } from "#lib/contracts/retention.ts";
import { type Context, defineOperation } from "#server/platform/index.ts";
import { type Due, dueAt } from "./due.ts";
import { keptTables, measureTable, partitionsDue, readSettings, rowsDue } from "./store.ts";

type Going = RetentionState["wouldGo"][number];

/** What is kept, how large it is, and what the settings, saved or only asked about, would remove now. */
export const getRetention = defineOperation({
  name: "retention.get",
  summary: "What is kept, how large it is, and what would be removed now",
  kind: "read",
  permission: "administer",
  input,
  output,
  async run(ctx, asked) {
    const sql = ctx.db.questions;
    const settings = await readSettings(sql);
    const { rollupsDays } = asked;
    const preview = {
      metadataDays: asked.metadataDays ?? settings.metadataDays,
      bodiesDays: asked.bodiesDays ?? settings.bodiesDays,
      rollupsDays: rollupsDays === "forever" ? null : (rollupsDays ?? settings.rollupsDays),
    };
    const tables = await Promise.all(
      Object.values(keptTables).map(async (kept) => {
        const { bytes, rows, oldestAt } = await measureTable(sql, kept);
        return { name: kept.name, bytes, rows, estimated: true, oldestAt: oldestAt?.toISOString() ?? null };
      }),
    );
    return { settings, tables, wouldGo: await goingNow(ctx, dueAt(ctx.clock.now(), preview), tables) };
  },
});

async function goingNow(ctx: Context, due: Due, tables: RetentionState["tables"]): Promise<Going[]> {
  const sql = ctx.db.questions;
  const { calls, bodies, failures, jobs, ledger, counts, durations, shapes } = keptTables;
  const partitions = async (kept: { name: string; table: string }, before: Date): Promise<Going> => ({
    name: kept.name,
    ...(await partitionsDue(sql, kept.table, before)),
    estimated: true,
    before: before.toISOString(),
  });
  const rows = async (kept: { name: string; table: string }, condition: string, before: Date): Promise<Going> => {
    const due = await rowsDue(sql, kept.table, condition, before);
    const whole = tables.find(({ name }) => name === kept.name);
    const bytes = whole && whole.rows > 0 ? Math.round((whole.bytes * Math.min(due, whole.rows)) / whole.rows) : 0;
    return { name: kept.name, rows: due, bytes, estimated: false, before: before.toISOString() };
  };
  const { rollups } = due;
  const all = await Promise.all([
    partitions(calls, due.metadata),
    partitions(failures, due.metadata),
    partitions(bodies, due.bodies),
    rows(jobs, "created_at < $1 AND ended_at < $1", due.metadata),
    rows(ledger, "at < $1", due.metadata),
    ...(rollups ? [counts, durations, shapes].map((kept) => rows(kept, "bucket < $1", rollups)) : []),
  ]);
  return all.filter((going) => going.rows > 0);
}
