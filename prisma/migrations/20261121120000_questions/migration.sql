-- How jobs end by the shape of their documents, and a search for any part of a file's name.

ALTER TABLE "job" ADD COLUMN "document_bytes" BIGINT;
ALTER TABLE "vendor_file" ADD COLUMN "bytes" BIGINT;

-- Any part of a name is found by its trigrams. A PostgreSQL that lacks the extension, or does not let us have it, still
-- finds starts of names quickly and other parts slowly.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "job_file_name_parts_idx" ON "job" USING gin (lower("file_name") gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR undefined_object OR feature_not_supported THEN
  RAISE NOTICE 'pg_trgm is not available';
END $$;

CREATE TABLE "rollup_shape" (
    "level" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "jobs" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "partial" BIGINT NOT NULL,
    "pages" BIGINT NOT NULL,

    CONSTRAINT "rollup_shape_pkey" PRIMARY KEY ("level", "dimension", "bucket", "provider", "region", "product", "client", "value")
);
ALTER TABLE "rollup_shape" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

CREATE TABLE "rollup_shape_delta" (
    "id" BIGSERIAL NOT NULL,
    "dimension" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "jobs" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "partial" INTEGER NOT NULL,
    "pages" BIGINT NOT NULL,

    CONSTRAINT "rollup_shape_delta_pkey" PRIMARY KEY ("id")
);

-- The shapes of a job's document, on the day the job ended; a job that was cancelled says nothing of its document.
CREATE FUNCTION docket_job_shapes(j "job")
RETURNS TABLE(dimension text, bucket timestamptz, value text, failed integer, "partial" integer, pages integer)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT shape.dimension, date_bin('1 day', j.ended_at, '2000-01-01 00:00:00+00'), coalesce(shape.value, 'unknown'),
    (j.state IN ('failed', 'lost'))::int, (j.state = 'partial')::int, coalesce(j.pages, 0)
  FROM (VALUES
    ('type', lower(substring(j.file_name FROM '\.([A-Za-z0-9]{1,8})$'))),
    ('pages', CASE WHEN j.pages IS NULL THEN NULL WHEN j.pages <= 1 THEN '1' WHEN j.pages <= 10 THEN '2–10' WHEN j.pages <= 50 THEN '11–50'
      WHEN j.pages <= 200 THEN '51–200' ELSE 'over 200' END),
    ('size', CASE WHEN j.document_bytes IS NULL THEN NULL WHEN j.document_bytes < 1000000 THEN 'under 1 MB'
      WHEN j.document_bytes < 10000000 THEN '1–10 MB' WHEN j.document_bytes < 50000000 THEN '10–50 MB' ELSE 'over 50 MB' END),
    ('tier', j.tier)) AS shape(dimension, value)
  WHERE j.ended_at IS NOT NULL AND j.state <> 'cancelled'
$$;

-- What ended jobs add and, where they change afterwards, take back.
CREATE FUNCTION docket_shapes_of_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM fresh WHERE ended_at IS NOT NULL) THEN RETURN NULL; END IF;
    INSERT INTO "rollup_shape_delta" (dimension, bucket, provider, region, product, client, value, jobs, failed, "partial", pages)
    SELECT s.dimension, s.bucket, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), s.value, count(*),
      sum(s.failed), sum(s."partial"), sum(s.pages)
    FROM fresh j, LATERAL docket_job_shapes(j) s GROUP BY 1, 2, 3, 4, 5, 6, 7;
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM fresh WHERE ended_at IS NOT NULL) THEN RETURN NULL; END IF;
  INSERT INTO "rollup_shape_delta" (dimension, bucket, provider, region, product, client, value, jobs, failed, "partial", pages)
  SELECT dimension, bucket, provider, region, product, client, value, sum(sign), sum(sign * failed), sum(sign * "partial"), sum(sign * pages)
  FROM (
    SELECT 1 AS sign, j.provider, j.region, j.product, coalesce(j.client_id::text, '') AS client, s.* FROM fresh j, LATERAL docket_job_shapes(j) s
    UNION ALL
    SELECT -1, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), s.* FROM stale j, LATERAL docket_job_shapes(j) s) moved
  GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING (sum(sign), sum(sign * failed), sum(sign * "partial"), sum(sign * pages)) <> (0, 0, 0, 0);
  RETURN NULL;
END $$;
CREATE TRIGGER "job_shapes" AFTER INSERT ON "job" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_shapes_of_jobs();
CREATE TRIGGER "job_changed_shapes" AFTER UPDATE ON "job" REFERENCING NEW TABLE AS fresh OLD TABLE AS stale
  FOR EACH STATEMENT EXECUTE FUNCTION docket_shapes_of_jobs();

-- Folds up to `most` of them into their rollup; returns how many. One caller at a time.
CREATE FUNCTION docket_fold_shapes(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  folded integer;
BEGIN
  WITH gone AS (
    DELETE FROM "rollup_shape_delta" WHERE id IN (SELECT id FROM "rollup_shape_delta" ORDER BY id LIMIT most) RETURNING *),
  written AS (
    INSERT INTO "rollup_shape" AS r
    SELECT l.level, dimension, bucket, provider, region, product, CASE l.level WHEN 'full' THEN client ELSE '' END, value,
      sum(jobs), sum(failed), sum("partial"), sum(pages)
    FROM gone, (VALUES ('full'), ('place')) AS l(level) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
    ON CONFLICT (level, dimension, bucket, provider, region, product, client, value) DO UPDATE SET jobs = r.jobs + excluded.jobs,
      failed = r.failed + excluded.failed, "partial" = r."partial" + excluded."partial", pages = r.pages + excluded.pages)
  SELECT count(*) INTO folded FROM gone;
  RETURN folded;
END $$;

-- Takes every job that ended in [from_at, until_at) for deltas again; for a rebuild.
CREATE FUNCTION docket_shapes_again(from_at timestamptz, until_at timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "rollup_shape_delta" (dimension, bucket, provider, region, product, client, value, jobs, failed, "partial", pages)
  SELECT s.dimension, s.bucket, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), s.value, count(*), sum(s.failed),
    sum(s."partial"), sum(s.pages)
  FROM "job" j, LATERAL docket_job_shapes(j) s WHERE j.ended_at >= from_at AND j.ended_at < until_at GROUP BY 1, 2, 3, 4, 5, 6, 7
$$;
SELECT docket_shapes_again('-infinity', 'infinity');

-- Lists: every filter finds its newest rows without reading the others.
CREATE INDEX "job_product_idx" ON "job"("product", "created_at" DESC, "id" DESC);
CREATE INDEX "call_product_idx" ON "call"("product", "started_at" DESC);
CREATE INDEX "call_status_idx" ON "call"("status", "started_at" DESC) WHERE "status" >= 400;
CREATE INDEX "call_outcome_idx" ON "call"("outcome", "started_at" DESC) WHERE "outcome" <> 'answered';
CREATE INDEX "call_file_name_idx" ON "call"("file_name") WHERE "file_name" IS NOT NULL;
CREATE INDEX "call_unknown_job_idx" ON "call"("vendor_job_id") WHERE "vendor_job_id" IS NOT NULL AND "job_id" IS NULL;
CREATE INDEX "failure_place_idx" ON "failure"("provider", "region", "at" DESC, "id" DESC);
CREATE INDEX "failure_client_idx" ON "failure"("client_id", "at" DESC);
CREATE INDEX "failure_family_idx" ON "failure"("family", "at" DESC);
CREATE INDEX "failure_unsure_idx" ON "failure"("at" DESC) WHERE "match" <> 'entry';
