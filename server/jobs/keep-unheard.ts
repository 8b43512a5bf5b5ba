import type { Context } from "#server/platform/index.ts";
import { type DeliveryRow, insertDelivery, trimUnheard } from "./webhook-store.ts";

/** Deliveries of one place that were not heard and are written down in a minute; more are only answered. */
const writtenPerMinute = 60;
const minuteMs = 60_000;

/** What was lately written down, by place. Forged floods are answered, and do not fill the database. */
const written = new Map<string, { since: number; count: number }>();

/** Writes down what was not heard, as far as the bounds allow. */
export async function keepUnheard(ctx: Context, row: DeliveryRow): Promise<void> {
  const key = `${row.provider}/${row.region}`;
  const now = row.at.getTime();
  const lately = written.get(key);
  const current = lately && now - lately.since < minuteMs ? lately : { since: now, count: 0 };
  current.count += 1;
  written.set(key, current);
  if (current.count > writtenPerMinute) return;
  await insertDelivery(ctx.db.sql, row);
  await trimUnheard(ctx.db.sql, row.provider, row.region);
}
