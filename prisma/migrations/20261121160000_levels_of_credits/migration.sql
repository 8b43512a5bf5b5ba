-- Every level counts what the rules say of what was reported, and what is billed by the page.
CREATE OR REPLACE FUNCTION docket_fold_rollups(most integer, minutes_from timestamptz, quarters_from timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  folded integer := 0;
  more integer;
BEGIN
  WITH gone AS (
    DELETE FROM "rollup_delta" WHERE id IN (SELECT id FROM "rollup_delta" ORDER BY id LIMIT most) RETURNING *),
  minutes AS (
    SELECT bucket, provider, region, product, client, tier, family, entry, sum(calls) AS calls, sum(calls_failed) AS calls_failed,
      sum(calls_refused) AS calls_refused, sum(bytes_up) AS bytes_up, sum(bytes_down) AS bytes_down, sum(failures) AS failures,
      sum(failures_of_calls) AS failures_of_calls, sum(jobs) AS jobs, sum(succeeded) AS succeeded, sum("partial") AS "partial",
      sum(failed) AS failed, sum(cancelled) AS cancelled, sum(lost) AS lost, sum(pages) AS pages,
      sum(credits_reported) AS credits_reported, sum(credits_estimated) AS credits_estimated,
      sum(credits_unknown) AS credits_unknown, sum(credits_drift) AS credits_drift,
      sum(credits_foreseen) AS credits_foreseen, sum(credits_paged) AS credits_paged, sum(credit_pages) AS credit_pages
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7, 8),
  written AS (
    INSERT INTO "rollup" AS r (grain, level, bucket, provider, region, product, client, tier, family, entry, calls, calls_failed,
      calls_refused, bytes_up, bytes_down, failures, failures_of_calls, jobs, succeeded, "partial", failed, cancelled, lost, pages,
      credits_reported, credits_estimated, credits_unknown, credits_drift, credits_foreseen, credits_paged, credit_pages)
    SELECT g.grain, l.level, g.start, m.provider, m.region, CASE WHEN l.by_product THEN m.product ELSE '' END,
      CASE WHEN l.by_client THEN m.client ELSE '' END, CASE WHEN l.by_tier THEN m.tier ELSE '' END,
      CASE WHEN l.by_family THEN m.family ELSE '' END, CASE WHEN l.by_entry THEN m.entry ELSE '' END,
      sum(calls), sum(calls_failed), sum(calls_refused), sum(bytes_up), sum(bytes_down), sum(failures), sum(failures_of_calls),
      sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(credits_reported),
      sum(credits_estimated), sum(credits_unknown), sum(credits_drift), sum(credits_foreseen), sum(credits_paged), sum(credit_pages)
    FROM minutes m, LATERAL docket_grains(m.bucket, minutes_from, quarters_from) g, docket_levels() l
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    ON CONFLICT (grain, level, bucket, provider, region, product, client, tier, family, entry) DO UPDATE SET
      calls = r.calls + excluded.calls, calls_failed = r.calls_failed + excluded.calls_failed,
      calls_refused = r.calls_refused + excluded.calls_refused, bytes_up = r.bytes_up + excluded.bytes_up,
      bytes_down = r.bytes_down + excluded.bytes_down, failures = r.failures + excluded.failures,
      failures_of_calls = r.failures_of_calls + excluded.failures_of_calls, jobs = r.jobs + excluded.jobs,
      succeeded = r.succeeded + excluded.succeeded, "partial" = r."partial" + excluded."partial",
      failed = r.failed + excluded.failed, cancelled = r.cancelled + excluded.cancelled, lost = r.lost + excluded.lost,
      pages = r.pages + excluded.pages, credits_reported = r.credits_reported + excluded.credits_reported,
      credits_estimated = r.credits_estimated + excluded.credits_estimated,
      credits_unknown = r.credits_unknown + excluded.credits_unknown, credits_drift = r.credits_drift + excluded.credits_drift,
      credits_foreseen = r.credits_foreseen + excluded.credits_foreseen, credits_paged = r.credits_paged + excluded.credits_paged,
      credit_pages = r.credit_pages + excluded.credit_pages)
  SELECT count(*) INTO folded FROM gone;

  WITH gone AS (
    DELETE FROM "rollup_time_delta" WHERE id IN (SELECT id FROM "rollup_time_delta" ORDER BY id LIMIT most) RETURNING *),
  slots AS (
    SELECT g.grain, l.level, d.kind, g.start AS bucket, d.provider, d.region, CASE WHEN l.by_product THEN d.product ELSE '' END AS product,
      CASE WHEN l.by_client THEN d.client ELSE '' END AS client, d.slot, sum(d.n)::integer AS n
    FROM gone d, LATERAL docket_grains(d.bucket, minutes_from, quarters_from) g, docket_levels() l WHERE l.of_times
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(d.n) <> 0),
  written AS (
    INSERT INTO "rollup_time" AS r
    SELECT grain, level, kind, bucket, provider, region, product, client, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot)
    FROM slots GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
    ON CONFLICT (grain, level, kind, bucket, provider, region, product, client) DO UPDATE SET
      (slots, counts) = (SELECT s.slots, s.counts FROM docket_add_slots(r.slots, r.counts, excluded.slots, excluded.counts) s))
  SELECT count(*) INTO more FROM gone;
  RETURN folded + more;
END $$;

-- The same for a rebuild.
CREATE OR REPLACE FUNCTION docket_fill_full(minutes_from timestamptz, quarters_from timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup"
  SELECT g.grain, 'full', g.start, provider, region, product, client, tier, family, entry,
    sum(calls), sum(calls_failed), sum(calls_refused), sum(bytes_up), sum(bytes_down), sum(failures), sum(failures_of_calls),
    sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(credits_reported),
    sum(credits_estimated), sum(credits_unknown), sum(credits_drift), sum(credits_foreseen), sum(credits_paged),
    sum(credit_pages)
  FROM "rollup_delta" m, LATERAL docket_grains(m.bucket, minutes_from, quarters_from) g GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
  INSERT INTO "rollup_time"
  SELECT grain, 'full', kind, start, provider, region, product, client, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot)
  FROM (
    SELECT g.grain, kind, g.start, provider, region, product, client, slot, sum(n)::integer AS n
    FROM "rollup_time_delta" d, LATERAL docket_grains(d.bucket, minutes_from, quarters_from) g
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(n) <> 0) slots
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
END $$;

CREATE OR REPLACE FUNCTION docket_fill_levels(levels text[], from_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  l record;
BEGIN
  FOR l IN SELECT * FROM docket_levels() d WHERE d.level = ANY(levels) LOOP
    INSERT INTO "rollup"
    SELECT grain, l.level, bucket, provider, region, CASE WHEN l.by_product THEN product ELSE '' END, CASE WHEN l.by_client THEN client ELSE '' END,
      CASE WHEN l.by_tier THEN tier ELSE '' END, CASE WHEN l.by_family THEN family ELSE '' END, CASE WHEN l.by_entry THEN entry ELSE '' END,
    sum(calls), sum(calls_failed), sum(calls_refused), sum(bytes_up), sum(bytes_down), sum(failures), sum(failures_of_calls),
    sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(credits_reported),
    sum(credits_estimated), sum(credits_unknown), sum(credits_drift), sum(credits_foreseen), sum(credits_paged),
    sum(credit_pages)
    FROM "rollup" WHERE level = 'full' AND bucket >= from_at GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
    CONTINUE WHEN NOT l.of_times;
    INSERT INTO "rollup_time"
    SELECT grain, l.level, kind, bucket, provider, region, product, client, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot)
    FROM (
      SELECT grain, kind, bucket, provider, region, CASE WHEN l.by_product THEN product ELSE '' END AS product,
        CASE WHEN l.by_client THEN client ELSE '' END AS client, u.slot, sum(u.n)::integer AS n
      FROM "rollup_time", unnest(slots, counts) AS u(slot, n) WHERE level = 'full' AND bucket >= from_at
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(u.n) <> 0) slots
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
  END LOOP;
END $$;

-- What is in the ledger is counted so from the start.
UPDATE "rollup" SET credits_foreseen = 0, credits_paged = 0, credit_pages = 0
WHERE (credits_foreseen, credits_paged, credit_pages) <> (0, 0, 0);
UPDATE "rollup_delta" SET credits_foreseen = 0, credits_paged = 0, credit_pages = 0
WHERE (credits_foreseen, credits_paged, credit_pages) <> (0, 0, 0);
INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry, credits_foreseen, credits_paged, credit_pages)
SELECT docket_minute(e.at), e.provider, e.region, e.product, coalesce(e.client_id::text, ''), coalesce(e.tier, ''), '', '',
  coalesce(sum(e.estimated) FILTER (WHERE e.source = 'reported' AND e.credits IS NOT NULL), 0),
  coalesce(sum(e.credits) FILTER (WHERE e.source <> 'unknown' AND e.pages > 0), 0),
  coalesce(sum(e.pages) FILTER (WHERE e.source <> 'unknown' AND e.credits IS NOT NULL), 0)
FROM "credit_entry" e GROUP BY 1, 2, 3, 4, 5, 6;
