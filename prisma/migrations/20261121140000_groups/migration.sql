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
CREATE INDEX "failure_group_first_at_idx" ON "failure_group"("first_at" DESC);

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

-- A group's counts over a window, without its neighbours'.
CREATE INDEX "rollup_entry_idx" ON "rollup"("grain", "level", "entry", "provider", "region", "product", "bucket") WHERE "entry" <> '';

CREATE INDEX "failure_unnamed_idx" ON "failure"("at" DESC) WHERE "entry_id" IS NULL;

CREATE FUNCTION docket_sightings_of_failures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "failure_group_delta" (entry, family, provider, region, product, first_at, last_at)
  SELECT entry_id, family, provider, region, coalesce(product, ''), min(at), max(at) FROM fresh WHERE entry_id IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END $$;
CREATE TRIGGER "failure_sightings" AFTER INSERT ON "failure" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION docket_sightings_of_failures();

-- Folds up to `most` sightings into the groups; returns how many. One caller at a time.
CREATE FUNCTION docket_fold_groups(most integer) RETURNS integer LANGUAGE plpgsql AS $$
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

-- Takes every failure in [from_at, until_at) for a sighting again; saying so twice changes nothing.
CREATE FUNCTION docket_groups_again(from_at timestamptz, until_at timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "failure_group_delta" (entry, family, provider, region, product, first_at, last_at)
  SELECT entry_id, family, provider, region, coalesce(product, ''), min(at), max(at) FROM "failure"
  WHERE entry_id IS NOT NULL AND at >= from_at AND at < until_at GROUP BY 1, 2, 3, 4, 5
$$;
-- What is there already: when it was seen, and its silences.
SELECT docket_groups_again('-infinity', 'infinity');
INSERT INTO "failure_comeback" (entry, family, provider, region, product, at, silent_since)
SELECT entry_id, family, provider, region, product, at, before FROM (
  SELECT entry_id, family, provider, region, coalesce(product, '') AS product, at,
    lag(at) OVER (PARTITION BY entry_id, family, provider, region, coalesce(product, '') ORDER BY at) AS before
  FROM "failure" WHERE entry_id IS NOT NULL) sightings
WHERE at - before > interval '7 days' ON CONFLICT DO NOTHING;
