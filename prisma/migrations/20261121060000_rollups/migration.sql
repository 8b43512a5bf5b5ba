-- The credit ledger, and counts of everything by minute, quarter of an hour, hour and day.
--
-- Facts leave their points (what they add to which counts) in the delta tables, in the transaction that writes them: by
-- triggers, so that no way of writing a fact can forget it and no replay counts twice. A loop folds the deltas into the
-- rollups. The same functions, over all facts, build the rollups anew.

CREATE TABLE "credit_entry" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "billed_key" TEXT NOT NULL,
    "job_id" UUID,
    "client_id" UUID,
    "product" TEXT NOT NULL,
    "tier" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "credits" DECIMAL(14,3),
    "estimated" DECIMAL(14,3),
    "pages" INTEGER,
    "rule" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_entry_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "credit_entry_provider_region_billed_key_key" ON "credit_entry"("provider", "region", "billed_key");
CREATE INDEX "credit_entry_at_id_idx" ON "credit_entry"("at", "id");
CREATE INDEX "credit_entry_job_id_idx" ON "credit_entry"("job_id");

CREATE TABLE "rollup" (
    "grain" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "calls" BIGINT NOT NULL,
    "calls_failed" BIGINT NOT NULL,
    "calls_refused" BIGINT NOT NULL,
    "bytes_up" BIGINT NOT NULL,
    "bytes_down" BIGINT NOT NULL,
    "failures" BIGINT NOT NULL,
    "failures_of_calls" BIGINT NOT NULL,
    "jobs" BIGINT NOT NULL,
    "succeeded" BIGINT NOT NULL,
    "partial" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "cancelled" BIGINT NOT NULL,
    "lost" BIGINT NOT NULL,
    "pages" BIGINT NOT NULL,
    "credits_reported" DECIMAL(18,3) NOT NULL,
    "credits_estimated" DECIMAL(18,3) NOT NULL,
    "credits_unknown" BIGINT NOT NULL,
    "credits_drift" DECIMAL(18,3) NOT NULL,
    "credits_foreseen" DECIMAL(18,3) NOT NULL DEFAULT 0,
    "credits_paged" DECIMAL(18,3) NOT NULL DEFAULT 0,
    "credit_pages" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_pkey" PRIMARY KEY ("grain", "level", "bucket", "provider", "region", "product", "client", "tier", "family", "entry")
);
ALTER TABLE "rollup" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

CREATE TABLE "rollup_time" (
    "grain" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "slots" SMALLINT[],
    "counts" INTEGER[],

    CONSTRAINT "rollup_time_pkey" PRIMARY KEY ("grain", "level", "kind", "bucket", "provider", "region", "product", "client")
);
ALTER TABLE "rollup_time" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

CREATE TABLE "rollup_delta" (
    "id" BIGSERIAL NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "calls_failed" INTEGER NOT NULL DEFAULT 0,
    "calls_refused" INTEGER NOT NULL DEFAULT 0,
    "bytes_up" BIGINT NOT NULL DEFAULT 0,
    "bytes_down" BIGINT NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failures_of_calls" INTEGER NOT NULL DEFAULT 0,
    "jobs" INTEGER NOT NULL DEFAULT 0,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "partial" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "lost" INTEGER NOT NULL DEFAULT 0,
    "pages" BIGINT NOT NULL DEFAULT 0,
    "credits_reported" DECIMAL(18,3) NOT NULL DEFAULT 0,
    "credits_estimated" DECIMAL(18,3) NOT NULL DEFAULT 0,
    "credits_unknown" INTEGER NOT NULL DEFAULT 0,
    "credits_drift" DECIMAL(18,3) NOT NULL DEFAULT 0,
    "credits_foreseen" DECIMAL(18,3) NOT NULL DEFAULT 0,
    "credits_paged" DECIMAL(18,3) NOT NULL DEFAULT 0,
    "credit_pages" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_delta_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "rollup_time_delta" (
    "id" BIGSERIAL NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "rollup_time_delta_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "stuck_threshold" (
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "jobs" INTEGER NOT NULL,
    "learned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stuck_threshold_pkey" PRIMARY KEY ("provider", "region", "product")
);

-- What was paid for and gave nothing back.
CREATE INDEX "job_lost_idx" ON "job"("ended_at") WHERE "state" IN ('failed', 'lost') AND "credits" > 0;

-- A duration's slot in the histograms: slot s holds [1.25^s, 1.25^(s+1)) milliseconds, 0 everything below 1.25 ms,
-- 110 everything from about a year and a half on.
CREATE FUNCTION docket_slot(ms double precision) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT least(110, greatest(0, floor(ln(greatest(ms, 1)) / ln(1.25::float8))))::smallint
$$;

CREATE FUNCTION docket_minute(at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_bin('1 minute', at, '2000-01-01 00:00:00+00')
$$;

CREATE FUNCTION docket_ms(from_at timestamptz, to_at timestamptz) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (extract(epoch FROM to_at) - extract(epoch FROM from_at))::float8 * 1000
$$;

-- What a job adds to the counts: one in the minute it was made, one in the minute it ended.
CREATE FUNCTION docket_job_points(created_at timestamptz, ended_at timestamptz, state text, job_pages integer)
RETURNS TABLE(bucket timestamptz, jobs integer, succeeded integer, "partial" integer, failed integer, cancelled integer, lost integer, pages bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT docket_minute($1), 1, 0, 0, 0, 0, 0, 0::bigint
  UNION ALL
  SELECT docket_minute($2), 0, ($3 = 'succeeded')::int, ($3 = 'partial')::int, ($3 = 'failed')::int, ($3 = 'cancelled')::int,
    ($3 = 'lost')::int, CASE WHEN $3 IN ('succeeded', 'partial') THEN coalesce($4, 0) ELSE 0 END::bigint
  WHERE $2 IS NOT NULL
$$;

-- How long a job's stages took, in the minute it ended; a job that went no whole way has no duration.
CREATE FUNCTION docket_job_times(created_at timestamptz, running_at timestamptz, ended_at timestamptz, state text)
RETURNS TABLE(bucket timestamptz, kind text, slot smallint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT docket_minute($3), stage.kind, docket_slot(stage.ms)
  FROM (VALUES ('job', docket_ms($1, $3)), ('queued', docket_ms($1, $2)), ('running', docket_ms($2, $3))) AS stage(kind, ms)
  WHERE $3 IS NOT NULL AND $4 IN ('succeeded', 'partial', 'failed') AND stage.ms IS NOT NULL
$$;

CREATE FUNCTION docket_points_of_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry,
    calls, calls_failed, calls_refused, bytes_up, bytes_down)
  SELECT docket_minute(started_at), provider, region, coalesce(product, ''), coalesce(client_id::text, ''), '', '', '',
    count(*), count(*) FILTER (WHERE failure_id IS NOT NULL), count(*) FILTER (WHERE outcome = 'refused'),
    sum(bytes_up), sum(bytes_down)
  FROM fresh GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO "rollup_time_delta" (bucket, kind, provider, region, product, client, slot, n)
  SELECT docket_minute(started_at), 'call', provider, region, coalesce(product, ''), coalesce(client_id::text, ''),
    docket_slot(latency_ms), count(*)
  FROM fresh WHERE outcome = 'answered' AND latency_ms IS NOT NULL GROUP BY 1, 3, 4, 5, 6, 7;
  RETURN NULL;
END $$;
CREATE TRIGGER "call_points" AFTER INSERT ON "call" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_points_of_calls();

CREATE FUNCTION docket_points_of_failures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry, failures, failures_of_calls)
  SELECT docket_minute(at), provider, region, coalesce(product, ''), coalesce(client_id::text, ''), '', family,
    coalesce(entry_id, ''), count(*), count(*) FILTER (WHERE surface <> 'job')
  FROM fresh GROUP BY 1, 2, 3, 4, 5, 7, 8;
  RETURN NULL;
END $$;
CREATE TRIGGER "failure_points" AFTER INSERT ON "failure" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_points_of_failures();

CREATE FUNCTION docket_points_of_new_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry,
    jobs, succeeded, "partial", failed, cancelled, lost, pages)
  SELECT p.bucket, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), coalesce(j.tier, ''), '', '',
    sum(p.jobs), sum(p.succeeded), sum(p."partial"), sum(p.failed), sum(p.cancelled), sum(p.lost), sum(p.pages)
  FROM fresh j, LATERAL docket_job_points(j.created_at, j.ended_at, j.state, j.pages) p GROUP BY 1, 2, 3, 4, 5, 6;
  INSERT INTO "rollup_time_delta" (bucket, kind, provider, region, product, client, slot, n)
  SELECT p.bucket, p.kind, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), p.slot, count(*)
  FROM fresh j, LATERAL docket_job_times(j.created_at, j.running_at, j.ended_at, j.state) p GROUP BY 1, 2, 3, 4, 5, 6, 7;
  RETURN NULL;
END $$;
CREATE TRIGGER "job_points" AFTER INSERT ON "job" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_points_of_new_jobs();

-- A changed job takes back what it added before and adds what it is now; most changes (a poll that heard nothing new)
-- add nothing.
CREATE FUNCTION docket_points_of_changed_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH moved AS (
    SELECT n.id FROM fresh n JOIN stale o ON o.id = n.id
    WHERE (n.created_at, n.running_at, n.ended_at, n.state, n.pages, n.tier, n.client_id, n.product)
      IS DISTINCT FROM (o.created_at, o.running_at, o.ended_at, o.state, o.pages, o.tier, o.client_id, o.product)),
  j AS (
    SELECT 1 AS sign, provider, region, product, coalesce(client_id::text, '') AS client, coalesce(tier, '') AS tier, created_at,
      running_at, ended_at, state, pages FROM fresh WHERE id IN (SELECT id FROM moved)
    UNION ALL
    SELECT -1, provider, region, product, coalesce(client_id::text, ''), coalesce(tier, ''), created_at, running_at, ended_at,
      state, pages FROM stale WHERE id IN (SELECT id FROM moved)),
  counted AS (
    INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry,
      jobs, succeeded, "partial", failed, cancelled, lost, pages)
    SELECT p.bucket, j.provider, j.region, j.product, j.client, j.tier, '', '',
      sum(sign * p.jobs), sum(sign * p.succeeded), sum(sign * p."partial"), sum(sign * p.failed), sum(sign * p.cancelled),
      sum(sign * p.lost), sum(sign * p.pages)
    FROM j, LATERAL docket_job_points(j.created_at, j.ended_at, j.state, j.pages) p GROUP BY 1, 2, 3, 4, 5, 6
    HAVING (sum(sign * p.jobs), sum(sign * p.succeeded), sum(sign * p."partial"), sum(sign * p.failed),
      sum(sign * p.cancelled), sum(sign * p.lost), sum(sign * p.pages)) <> (0, 0, 0, 0, 0, 0, 0))
  INSERT INTO "rollup_time_delta" (bucket, kind, provider, region, product, client, slot, n)
  SELECT p.bucket, p.kind, j.provider, j.region, j.product, j.client, p.slot, sum(sign)
  FROM j, LATERAL docket_job_times(j.created_at, j.running_at, j.ended_at, j.state) p GROUP BY 1, 2, 3, 4, 5, 6, 7
  HAVING sum(sign) <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER "job_changed_points" AFTER UPDATE ON "job" REFERENCING NEW TABLE AS fresh OLD TABLE AS stale
  FOR EACH STATEMENT EXECUTE FUNCTION docket_points_of_changed_jobs();

-- Adds or takes back ledger entries; `sign` is 1 or -1.
CREATE FUNCTION docket_credit_points(entries "credit_entry"[], sign integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry,
    credits_reported, credits_estimated, credits_unknown, credits_drift, credits_foreseen, credits_paged, credit_pages)
  SELECT docket_minute(e.at), e.provider, e.region, e.product, coalesce(e.client_id::text, ''), coalesce(e.tier, ''), '', '',
    sign * coalesce(sum(e.credits) FILTER (WHERE e.source = 'reported'), 0),
    sign * coalesce(sum(e.credits) FILTER (WHERE e.source = 'estimated'), 0),
    sign * count(*) FILTER (WHERE e.source = 'unknown'),
    sign * coalesce(sum(e.credits - e.estimated) FILTER (WHERE e.source = 'reported'), 0),
    sign * coalesce(sum(e.estimated) FILTER (WHERE e.source = 'reported' AND e.credits IS NOT NULL), 0),
    sign * coalesce(sum(e.credits) FILTER (WHERE e.source <> 'unknown' AND e.pages > 0), 0),
    sign * coalesce(sum(e.pages) FILTER (WHERE e.source <> 'unknown' AND e.credits IS NOT NULL), 0)
  FROM unnest(entries) e GROUP BY 1, 2, 3, 4, 5, 6
$$;

-- Old ledger rows may go without being taken back from the counts, which outlive them.
CREATE FUNCTION docket_points_of_credits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('docket.keep_counts', true) = 'on' THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    PERFORM docket_credit_points((SELECT array_agg(ROW(s.*)::"credit_entry") FROM stale s), -1);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM docket_credit_points((SELECT array_agg(ROW(f.*)::"credit_entry") FROM fresh f), 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "credit_entry_points" AFTER INSERT ON "credit_entry" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_points_of_credits();
CREATE TRIGGER "credit_entry_changed_points" AFTER UPDATE ON "credit_entry" REFERENCING NEW TABLE AS fresh OLD TABLE AS stale
  FOR EACH STATEMENT EXECUTE FUNCTION docket_points_of_credits();
CREATE TRIGGER "credit_entry_gone_points" AFTER DELETE ON "credit_entry" REFERENCING OLD TABLE AS stale
  FOR EACH STATEMENT EXECUTE FUNCTION docket_points_of_credits();

-- Adds two sparse histograms.
CREATE FUNCTION docket_add_slots(slots_a smallint[], counts_a integer[], slots_b smallint[], counts_b integer[],
  OUT slots smallint[], OUT counts integer[]) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(slot ORDER BY slot), '{}'), coalesce(array_agg(n ORDER BY slot), '{}') FROM (
    SELECT slot, sum(n)::integer AS n FROM (
      SELECT * FROM unnest(slots_a, counts_a) AS a(slot, n) UNION ALL SELECT * FROM unnest(slots_b, counts_b) AS b(slot, n)) both_sides
    GROUP BY slot HAVING sum(n) <> 0) merged
$$;

-- The grains a minute's counts are kept at; the fine ones only where the minute is young.
CREATE FUNCTION docket_grains(at timestamptz, minutes_from timestamptz, quarters_from timestamptz)
RETURNS TABLE(grain text, start timestamptz) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT g.grain, date_bin(g.width, $1, '2000-01-01 00:00:00+00')
  FROM (VALUES ('minute', interval '1 minute', $2), ('quarter', interval '15 minutes', $3), ('hour', interval '1 hour', '-infinity'),
    ('day', interval '1 day', '-infinity')) AS g(grain, width, since)
  WHERE $1 >= g.since
$$;

-- Each question reads the level that knows just the dimensions it asks for. Levels of `rollup`, and what each tells apart beside provider and region:
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
CREATE FUNCTION docket_fold_rollups(most integer, minutes_from timestamptz, quarters_from timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
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

-- Counts every waiting delta at the level `full`; for a rebuild, which has emptied the rollups before.
CREATE FUNCTION docket_fill_full(minutes_from timestamptz, quarters_from timestamptz) RETURNS void LANGUAGE plpgsql AS $$
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

-- A fact's minute, or its hour where minutes are no longer kept.
CREATE FUNCTION docket_coarse(at timestamptz, fine_from timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_bin(CASE WHEN at >= fine_from THEN interval '1 minute' ELSE interval '1 hour' END, at, '2000-01-01 00:00:00+00')
$$;

-- Takes every fact written in [from_at, until_at) for deltas again; for a rebuild, which empties the rollups before.
CREATE FUNCTION docket_points_again(from_at timestamptz, until_at timestamptz, fine_from timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry,
    calls, calls_failed, calls_refused, bytes_up, bytes_down)
  SELECT docket_coarse(started_at, fine_from), provider, region, coalesce(product, ''), coalesce(client_id::text, ''), '', '', '',
    count(*), count(*) FILTER (WHERE failure_id IS NOT NULL), count(*) FILTER (WHERE outcome = 'refused'),
    sum(bytes_up), sum(bytes_down)
  FROM "call" WHERE started_at >= from_at AND started_at < until_at GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO "rollup_time_delta" (bucket, kind, provider, region, product, client, slot, n)
  SELECT docket_coarse(started_at, fine_from), 'call', provider, region, coalesce(product, ''), coalesce(client_id::text, ''),
    docket_slot(latency_ms), count(*)
  FROM "call" WHERE started_at >= from_at AND started_at < until_at AND outcome = 'answered' AND latency_ms IS NOT NULL
  GROUP BY 1, 3, 4, 5, 6, 7;
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry, failures, failures_of_calls)
  SELECT docket_coarse(at, fine_from), provider, region, coalesce(product, ''), coalesce(client_id::text, ''), '', family,
    coalesce(entry_id, ''), count(*), count(*) FILTER (WHERE surface <> 'job')
  FROM "failure" WHERE at >= from_at AND at < until_at GROUP BY 1, 2, 3, 4, 5, 7, 8;
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry,
    jobs, succeeded, "partial", failed, cancelled, lost, pages)
  SELECT docket_coarse(p.bucket, fine_from), j.provider, j.region, j.product, coalesce(j.client_id::text, ''), coalesce(j.tier, ''), '', '',
    sum(p.jobs), sum(p.succeeded), sum(p."partial"), sum(p.failed), sum(p.cancelled), sum(p.lost), sum(p.pages)
  FROM "job" j, LATERAL docket_job_points(j.created_at, j.ended_at, j.state, j.pages) p WHERE j.created_at >= from_at AND j.created_at < until_at GROUP BY 1, 2, 3, 4, 5, 6;
  INSERT INTO "rollup_time_delta" (bucket, kind, provider, region, product, client, slot, n)
  SELECT docket_coarse(p.bucket, fine_from), p.kind, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), p.slot, count(*)
  FROM "job" j, LATERAL docket_job_times(j.created_at, j.running_at, j.ended_at, j.state) p WHERE j.created_at >= from_at AND j.created_at < until_at GROUP BY 1, 2, 3, 4, 5, 6, 7;
  PERFORM docket_credit_points(
    (SELECT array_agg(e) FROM "credit_entry" e WHERE e.at >= from_at AND e.at < until_at), 1);
END $$;

-- What is there already becomes points too.
SELECT docket_points_again('-infinity', 'infinity', '-infinity');

-- Jobs from before the ledger stand in it as they were told: a part they shared with others was not kept apart then.
INSERT INTO "credit_entry" (id, provider, region, billed_key, job_id, client_id, product, tier, at, source, credits, pages, rule, updated_at)
SELECT gen_random_uuid(), provider, region, vendor_job_id, id, client_id, product, tier, coalesce(ended_at, last_seen_at), credit_source, credits,
  pages, credit_rule, last_seen_at
FROM "job" WHERE credit_source = 'reported' OR state IN ('succeeded', 'partial');
