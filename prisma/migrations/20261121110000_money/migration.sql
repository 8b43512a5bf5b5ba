-- Money: what a credit costs, what may be spent in a month, and what was paid for and reached nobody.

ALTER TABLE "job" ADD COLUMN "request_digest" TEXT;
ALTER TABLE "job" ADD COLUMN "failed_pages" INTEGER;
ALTER TABLE "vendor_file" ADD COLUMN "request_digest" TEXT;
CREATE INDEX "job_digest_idx" ON "job"("provider", "region", "request_digest", "created_at") WHERE "request_digest" IS NOT NULL;
CREATE INDEX "job_input_idx" ON "job"("provider", "region", "file_id") WHERE "file_id" IS NOT NULL;

CREATE TABLE "credit_price" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "plan" TEXT,
    "amount" DECIMAL(14,8) NOT NULL,
    "currency" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "author_label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_price_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "credit_price_provider_region_valid_from_key" ON "credit_price"("provider", "region", "valid_from");

CREATE TABLE "budget" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT,
    "client_id" UUID,
    "credits" DECIMAL(18,3) NOT NULL,
    "start_day" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("id")
);
-- One budget for one scope; all regions, and all clients, are a scope too.
CREATE UNIQUE INDEX "budget_scope_idx" ON "budget"("provider", coalesce("region", ''), coalesce("client_id"::text, ''));

-- One row per job that was paid for and whose result, or a part of it, reached nobody.
CREATE TABLE "credit_loss" (
    "job_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "client_id" UUID,
    "vendor_job_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "billed" DECIMAL(14,3) NOT NULL,
    "credits" DECIMAL(14,3),
    "evidence" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_loss_pkey" PRIMARY KEY ("job_id")
);
CREATE INDEX "credit_loss_at_job_id_idx" ON "credit_loss"("at", "job_id");

-- Jobs to be looked at for losses, from `due_at` on: fed by triggers (at once), by the loop itself for the day the vendor
-- lets go of a result (`expiry`), and emptied by the loop.
CREATE TABLE "loss_check" (
    "id" BIGSERIAL NOT NULL,
    "job_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expiry" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "loss_check_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "loss_check_due_at_idx" ON "loss_check"("due_at");
CREATE UNIQUE INDEX "loss_check_expiry_idx" ON "loss_check"("job_id") WHERE "expiry";

-- What was billed is what can be lost.
CREATE FUNCTION docket_check_billed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "loss_check" (job_id, due_at) SELECT DISTINCT job_id, '-infinity'::timestamptz FROM fresh WHERE job_id IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "credit_entry_check" AFTER INSERT ON "credit_entry" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_check_billed();
CREATE TRIGGER "credit_entry_changed_check" AFTER UPDATE ON "credit_entry" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_check_billed();

-- A job that changes its end, or learns which pages failed, after it was billed.
CREATE FUNCTION docket_check_changed_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "loss_check" (job_id, due_at)
  SELECT n.id, '-infinity'::timestamptz FROM fresh n JOIN stale o ON o.id = n.id
  WHERE n.ended_at IS NOT NULL AND o.ended_at IS NOT NULL
    AND (n.state, n.failed_pages, n.call_id, n.client_id) IS DISTINCT FROM (o.state, o.failed_pages, o.call_id, o.client_id);
  RETURN NULL;
END $$;
CREATE TRIGGER "job_changed_check" AFTER UPDATE ON "job" REFERENCING NEW TABLE AS fresh OLD TABLE AS stale
  FOR EACH STATEMENT EXECUTE FUNCTION docket_check_changed_jobs();

-- A job that is no longer kept takes its loss along.
CREATE FUNCTION docket_forget_losses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "credit_loss" WHERE job_id IN (SELECT id FROM gone);
  RETURN NULL;
END $$;
CREATE TRIGGER "job_gone_losses" AFTER DELETE ON "job" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION docket_forget_losses();

-- A caller who left, and one who came back for what was thought lost.
CREATE FUNCTION docket_check_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "loss_check" (job_id, due_at)
  SELECT DISTINCT f.job_id, '-infinity'::timestamptz FROM fresh f
  WHERE f.job_id IS NOT NULL AND (f.outcome IN ('client_gone', 'interrupted', 'upstream_failed')
    OR (f.method = 'GET' AND EXISTS (SELECT 1 FROM "credit_loss" l WHERE l.job_id = f.job_id)));
  RETURN NULL;
END $$;
CREATE TRIGGER "call_check" AFTER INSERT ON "call" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_check_calls();

INSERT INTO "loss_check" (job_id, due_at) SELECT DISTINCT job_id, '-infinity'::timestamptz FROM "credit_entry" WHERE job_id IS NOT NULL;

-- The rollups learn what the rules say of what was reported, and what is billed by the page.
ALTER TABLE "rollup" ADD COLUMN "credits_foreseen" DECIMAL(18,3) NOT NULL DEFAULT 0;
ALTER TABLE "rollup" ADD COLUMN "credits_paged" DECIMAL(18,3) NOT NULL DEFAULT 0;
ALTER TABLE "rollup" ADD COLUMN "credit_pages" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "rollup_delta" ADD COLUMN "credits_foreseen" DECIMAL(18,3) NOT NULL DEFAULT 0;
ALTER TABLE "rollup_delta" ADD COLUMN "credits_paged" DECIMAL(18,3) NOT NULL DEFAULT 0;
ALTER TABLE "rollup_delta" ADD COLUMN "credit_pages" BIGINT NOT NULL DEFAULT 0;

CREATE OR REPLACE FUNCTION docket_credit_points(entries "credit_entry"[], sign integer) RETURNS void LANGUAGE sql AS $$
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

-- What is in the ledger already adds its new counts.
INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry, credits_foreseen, credits_paged, credit_pages)
SELECT docket_minute(e.at), e.provider, e.region, e.product, coalesce(e.client_id::text, ''), coalesce(e.tier, ''), '', '',
  coalesce(sum(e.estimated) FILTER (WHERE e.source = 'reported' AND e.credits IS NOT NULL), 0),
  coalesce(sum(e.credits) FILTER (WHERE e.source <> 'unknown' AND e.pages > 0), 0),
  coalesce(sum(e.pages) FILTER (WHERE e.source <> 'unknown' AND e.credits IS NOT NULL), 0)
FROM "credit_entry" e GROUP BY 1, 2, 3, 4, 5, 6;

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
    SELECT g.grain, l.level, g.start, m.provider, m.region, m.product,
      CASE l.level WHEN 'full' THEN m.client ELSE '' END, CASE l.level WHEN 'full' THEN m.tier ELSE '' END, m.family, m.entry,
      sum(calls), sum(calls_failed), sum(calls_refused), sum(bytes_up), sum(bytes_down), sum(failures), sum(failures_of_calls),
      sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(credits_reported),
      sum(credits_estimated), sum(credits_unknown), sum(credits_drift), sum(credits_foreseen), sum(credits_paged), sum(credit_pages)
    FROM minutes m, LATERAL docket_grains(m.bucket, minutes_from, quarters_from) g, (VALUES ('full'), ('place')) AS l(level)
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
    SELECT g.grain, l.level, d.kind, g.start AS bucket, d.provider, d.region, d.product, CASE l.level WHEN 'full' THEN d.client ELSE '' END AS client, d.slot, sum(d.n)::integer AS n
    FROM gone d, LATERAL docket_grains(d.bucket, minutes_from, quarters_from) g, (VALUES ('full'), ('place')) AS l(level)
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
