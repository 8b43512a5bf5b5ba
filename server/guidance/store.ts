import type { Database, SqlRunner } from "#server/platform/index.ts";

export interface EntryCounts {
  last24h: number;
  last7d: number;
  last30d: number;
  lastAt: Date | null;
}

const dayMs = 24 * 3_600_000;

/** How often one entry was met lately. */
export async function countsOf(sql: SqlRunner, entryId: string, now: Date): Promise<EntryCounts> {
  const since = (days: number) => new Date(now.getTime() - days * dayMs);
  const [row] = await sql.query<{ d1: number; d7: number; d30: number; last_at: Date | null }>(
    `SELECT count(*) FILTER (WHERE at >= $2)::int AS d1, count(*) FILTER (WHERE at >= $3)::int AS d7, count(*)::int AS d30,
       max(at) AS last_at FROM failure WHERE entry_id = $1 AND at >= $4`,
    [entryId, since(1), since(7), since(30)],
  );
  return { last24h: row?.d1 ?? 0, last7d: row?.d7 ?? 0, last30d: row?.d30 ?? 0, lastAt: row?.last_at ?? null };
}

/** How often each entry was met since an instant. */
export async function countsByEntry(sql: SqlRunner, since: Date): Promise<Map<string, number>> {
  const rows = await sql.query<{ entry_id: string; n: number }>(
    "SELECT entry_id, count(*)::int AS n FROM failure WHERE at >= $1 AND entry_id IS NOT NULL GROUP BY 1",
    [since],
  );
  return new Map(rows.map((row) => [row.entry_id, row.n]));
}

export async function feedbackOf(db: Database, entryId: string): Promise<{ helped: number; notHelped: number }> {
  const groups = await db.prisma.entryFeedback.groupBy({ by: ["helped"], where: { entryId }, _count: true });
  const count = (helped: boolean) => groups.find((group) => group.helped === helped)?._count ?? 0;
  return { helped: count(true), notHelped: count(false) };
}

export function noteOf(db: Database, entryId: string) {
  return db.prisma.entryNote.findUnique({ where: { entryId } });
}

/** Writes or, with an empty body, removes the team's note. */
export async function saveNote(
  db: Database,
  entryId: string,
  body: string,
  authorLabel: string,
  at: Date,
): Promise<void> {
  if (body === "") {
    await db.prisma.entryNote.deleteMany({ where: { entryId } });
    return;
  }
  const note = { body, authorLabel, updatedAt: at };
  await db.prisma.entryNote.upsert({ where: { entryId }, create: { entryId, ...note }, update: note });
}

/** One answer an actor and failure; a later one replaces it. */
export async function saveFeedback(
  db: Database,
  answer: { entryId: string; failureId: string; actorId: string; helped: boolean; at: Date },
): Promise<void> {
  const { failureId, actorId } = answer;
  await db.prisma.entryFeedback.upsert({
    where: { failureId_actorId: { failureId, actorId } },
    create: answer,
    update: { helped: answer.helped, at: answer.at, entryId: answer.entryId },
  });
}
