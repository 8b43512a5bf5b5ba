-- When each kind of failure was first and last seen at each place: groups are found without reading the failures.

CREATE TABLE "failure_group" (
    "entry" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "failure_group_pkey" PRIMARY KEY ("entry", "family", "provider", "region", "product")
);
CREATE INDEX "failure_group_last_at_idx" ON "failure_group"("last_at" DESC);

CREATE TABLE "failure_group_delta" (
    "id" BIGSERIAL NOT NULL,
    "entry" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "failure_group_delta_pkey" PRIMARY KEY ("id")
);

-- A group's counts over a window, without its neighbours'.
CREATE INDEX "rollup_entry_idx" ON "rollup"("grain", "level", "entry", "provider", "region", "product", "bucket") WHERE "entry" <> '';

CREATE INDEX "failure_unnamed_idx" ON "failure"("at" DESC) WHERE "entry_id" IS NULL;

CREATE OR REPLACE FUNCTION docket_points_of_failures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry, failures, failures_of_calls)
  SELECT docket_minute(at), provider, region, coalesce(product, ''), coalesce(client_id::text, ''), '', family,
    coalesce(entry_id, ''), count(*), count(*) FILTER (WHERE surface <> 'job')
  FROM fresh GROUP BY 1, 2, 3, 4, 5, 7, 8;
  INSERT INTO "failure_group_delta" (entry, family, provider, region, product, first_at, last_at)
  SELECT entry_id, family, provider, region, coalesce(product, ''), min(at), max(at) FROM fresh WHERE entry_id IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END $$;

-- Folds up to `most` sightings into the groups; returns how many. One caller at a time.
CREATE FUNCTION docket_fold_groups(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  folded integer;
BEGIN
  WITH gone AS (
    DELETE FROM "failure_group_delta" WHERE id IN (SELECT id FROM "failure_group_delta" ORDER BY id LIMIT most) RETURNING *),
  written AS (
    INSERT INTO "failure_group" AS g (entry, family, provider, region, product, first_at, last_at)
    SELECT entry, family, provider, region, product, min(first_at), max(last_at) FROM gone GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (entry, family, provider, region, product) DO UPDATE SET first_at = least(g.first_at, excluded.first_at),
      last_at = greatest(g.last_at, excluded.last_at))
  SELECT count(*) INTO folded FROM gone;
  RETURN folded;
END $$;

-- Takes every failure in [from_at, until_at) for a sighting again; saying so twice changes nothing.
CREATE FUNCTION docket_groups_again(from_at timestamptz, until_at timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "failure_group_delta" (entry, family, provider, region, product, first_at, last_at)
  SELECT entry_id, family, provider, region, coalesce(product, ''), min(at), max(at) FROM "failure"
  WHERE entry_id IS NOT NULL AND at >= from_at AND at < until_at GROUP BY 1, 2, 3, 4, 5
$$;
SELECT docket_groups_again('-infinity', 'infinity');
