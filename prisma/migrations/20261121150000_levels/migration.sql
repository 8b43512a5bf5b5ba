-- Counts at more levels: each question reads the one that knows just the dimensions it asks for.
--
-- Levels of `rollup`, and what each tells apart beside provider and region:
--   full     product, client, tier, family, entry
--   place    product, family, entry
--   product  product, family
--   family   family
--   client   client, family
--   tier     product, tier
-- `rollup_time` has full (product, client), place (product), client (client) and family (nothing more).

CREATE FUNCTION docket_levels()
RETURNS TABLE(level text, by_product boolean, by_client boolean, by_tier boolean, by_family boolean, by_entry boolean, of_times boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  VALUES ('full', true, true, true, true, true, true), ('place', true, false, false, true, true, true),
    ('product', true, false, false, true, false, false), ('family', false, false, false, true, false, true),
    ('client', false, true, false, true, false, true), ('tier', true, false, true, false, false, false)
$$;

-- Folds up to `most` deltas of each kind into the rollups; returns how many it folded. One caller at a time.
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
      sum(credits_unknown) AS credits_unknown, sum(credits_drift) AS credits_drift
    FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7, 8),
  written AS (
    INSERT INTO "rollup" AS r
    SELECT g.grain, l.level, g.start, m.provider, m.region, CASE WHEN l.by_product THEN m.product ELSE '' END,
      CASE WHEN l.by_client THEN m.client ELSE '' END, CASE WHEN l.by_tier THEN m.tier ELSE '' END,
      CASE WHEN l.by_family THEN m.family ELSE '' END, CASE WHEN l.by_entry THEN m.entry ELSE '' END,
      sum(calls), sum(calls_failed), sum(calls_refused), sum(bytes_up), sum(bytes_down), sum(failures), sum(failures_of_calls),
      sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(credits_reported),
      sum(credits_estimated), sum(credits_unknown), sum(credits_drift)
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
      credits_unknown = r.credits_unknown + excluded.credits_unknown, credits_drift = r.credits_drift + excluded.credits_drift)
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

-- Counts every waiting delta at the level `full`; for a rebuild, which has emptied the rollups before.
CREATE FUNCTION docket_fill_full(minutes_from timestamptz, quarters_from timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup"
  SELECT g.grain, 'full', g.start, provider, region, product, client, tier, family, entry,
    sum(calls), sum(calls_failed), sum(calls_refused), sum(bytes_up), sum(bytes_down), sum(failures), sum(failures_of_calls),
    sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(credits_reported),
    sum(credits_estimated), sum(credits_unknown), sum(credits_drift)
  FROM "rollup_delta" m, LATERAL docket_grains(m.bucket, minutes_from, quarters_from) g GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
  INSERT INTO "rollup_time"
  SELECT grain, 'full', kind, start, provider, region, product, client, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot)
  FROM (
    SELECT g.grain, kind, g.start, provider, region, product, client, slot, sum(n)::integer AS n
    FROM "rollup_time_delta" d, LATERAL docket_grains(d.bucket, minutes_from, quarters_from) g
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(n) <> 0) slots
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
END $$;

-- Makes levels from the level `full`, for buckets from an instant on, where they have none yet.
CREATE FUNCTION docket_fill_levels(levels text[], from_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  l record;
BEGIN
  FOR l IN SELECT * FROM docket_levels() d WHERE d.level = ANY(levels) LOOP
    INSERT INTO "rollup"
    SELECT grain, l.level, bucket, provider, region, CASE WHEN l.by_product THEN product ELSE '' END, CASE WHEN l.by_client THEN client ELSE '' END,
      CASE WHEN l.by_tier THEN tier ELSE '' END, CASE WHEN l.by_family THEN family ELSE '' END, CASE WHEN l.by_entry THEN entry ELSE '' END,
    sum(calls), sum(calls_failed), sum(calls_refused), sum(bytes_up), sum(bytes_down), sum(failures), sum(failures_of_calls),
    sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(credits_reported),
    sum(credits_estimated), sum(credits_unknown), sum(credits_drift)
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

SELECT docket_fill_levels(ARRAY['product', 'family', 'client', 'tier'], '-infinity');

-- When a kind of failure came back after a week of silence.
CREATE TABLE "failure_comeback" (
    "entry" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "silent_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "failure_comeback_pkey" PRIMARY KEY ("entry", "family", "provider", "region", "product", "at")
);
CREATE INDEX "failure_comeback_at_idx" ON "failure_comeback"("at" DESC);
CREATE INDEX "failure_group_first_at_idx" ON "failure_group"("first_at" DESC);

CREATE OR REPLACE FUNCTION docket_fold_groups(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  folded integer;
BEGIN
  WITH gone AS (
    DELETE FROM "failure_group_delta" WHERE id IN (SELECT id FROM "failure_group_delta" ORDER BY id LIMIT most) RETURNING *),
  seen AS (
    SELECT entry, family, provider, region, product, min(first_at) AS first_at, max(last_at) AS last_at FROM gone GROUP BY 1, 2, 3, 4, 5),
  back AS (
    INSERT INTO "failure_comeback" (entry, family, provider, region, product, at, silent_since)
    SELECT s.entry, s.family, s.provider, s.region, s.product, s.first_at, g.last_at
    FROM seen s JOIN "failure_group" g USING (entry, family, provider, region, product) WHERE s.first_at - g.last_at > interval '7 days'
    ON CONFLICT DO NOTHING),
  written AS (
    INSERT INTO "failure_group" AS g (entry, family, provider, region, product, first_at, last_at)
    SELECT * FROM seen ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (entry, family, provider, region, product) DO UPDATE SET first_at = least(g.first_at, excluded.first_at),
      last_at = greatest(g.last_at, excluded.last_at))
  SELECT count(*) INTO folded FROM gone;
  RETURN folded;
END $$;

-- What was there before groups were kept: its silences, found once.
INSERT INTO "failure_comeback" (entry, family, provider, region, product, at, silent_since)
SELECT entry_id, family, provider, region, product, at, before FROM (
  SELECT entry_id, family, provider, region, coalesce(product, '') AS product, at,
    lag(at) OVER (PARTITION BY entry_id, family, provider, region, coalesce(product, '') ORDER BY at) AS before
  FROM "failure" WHERE entry_id IS NOT NULL) sightings
WHERE at - before > interval '7 days' ON CONFLICT DO NOTHING;
