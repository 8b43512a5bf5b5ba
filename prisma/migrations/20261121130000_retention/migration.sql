-- How long what is kept.

CREATE TABLE "retention" (
    "id" SMALLINT NOT NULL,
    "metadata_days" INTEGER NOT NULL,
    "bodies_days" INTEGER NOT NULL,
    "rollups_days" INTEGER,
    "facts_from" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retention_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "retention_one_row" CHECK ("id" = 1)
);
INSERT INTO "retention" ("id", "metadata_days", "bodies_days", "rollups_days", "updated_at") VALUES (1, 400, 14, NULL, CURRENT_TIMESTAMP);

-- The partitions of a table that end at or before an instant, oldest first.
CREATE FUNCTION docket_partitions_before(parent regclass, before timestamptz)
RETURNS TABLE(child text, until_at timestamptz, bytes bigint, estimated_rows bigint) LANGUAGE sql STABLE AS $$
  -- A partition nobody has analysed yet is guessed at by its size.
  SELECT p.child, p.until_at, pg_total_relation_size(p.oid),
    (CASE WHEN p.reltuples < 0 THEN pg_relation_size(p.oid) / 300 ELSE p.reltuples END)::bigint FROM (
    SELECT c.oid, c.relname::text AS child, c.reltuples,
      substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz AS until_at
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = parent) p
  WHERE p.until_at <= before ORDER BY p.until_at
$$;

-- Excerpts of bodies in the timeline go with the bodies.
CREATE INDEX "job_observation_body_idx" ON "job_observation"("at") WHERE "detail" ? 'body';
