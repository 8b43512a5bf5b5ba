-- Two more levels, without causes: jobs and failures by client and product, and by place alone. Charts of who fails, and of
-- everything together, read one row where they read one for each cause before.

-- Whoever folds meanwhile waits, so that what they fold is counted at the new levels too.
SELECT pg_advisory_xact_lock(7305911);

CREATE OR REPLACE FUNCTION docket_levels()
RETURNS TABLE(level text, by_product boolean, by_client boolean, by_tier boolean, by_family boolean, by_entry boolean, of_times boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  VALUES ('full', true, true, true, true, true, true), ('place', true, false, false, true, true, true),
    ('entry', false, false, false, true, true, false), ('product', true, false, false, true, false, false),
    ('family', false, false, false, true, false, true), ('client', false, true, false, true, false, true),
    ('tier', true, false, true, false, false, false), ('caller', true, true, false, false, false, false),
    ('total', false, false, false, false, false, false)
$$;

-- What is filled at once lies in the order in which charts read it: a chart by the day touches a tenth of the pages.
CREATE OR REPLACE FUNCTION docket_fill_full(minutes_from timestamptz, quarters_from timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup"
  SELECT g.grain, 'full', g.start, provider, region, product, client, tier, family, entry,
    sum(calls), sum(calls_failed), sum(calls_refused), sum(bytes_up), sum(bytes_down), sum(failures), sum(failures_of_calls),
    sum(jobs), sum(succeeded), sum("partial"), sum(failed), sum(cancelled), sum(lost), sum(pages), sum(credits_reported),
    sum(credits_estimated), sum(credits_unknown), sum(credits_drift), sum(credits_foreseen), sum(credits_paged),
    sum(credit_pages)
  FROM "rollup_delta" m, LATERAL docket_grains(m.bucket, minutes_from, quarters_from) g GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  ORDER BY 1, 3;
  INSERT INTO "rollup_time"
  SELECT grain, 'full', kind, start, provider, region, product, client, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot)
  FROM (
    SELECT g.grain, kind, g.start, provider, region, product, client, slot, sum(n)::integer AS n
    FROM "rollup_time_delta" d, LATERAL docket_grains(d.bucket, minutes_from, quarters_from) g
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(n) <> 0) slots
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 3, 4;
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
    FROM "rollup" WHERE level = 'full' AND bucket >= from_at GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 1, 3;
    CONTINUE WHEN NOT l.of_times;
    INSERT INTO "rollup_time"
    SELECT grain, l.level, kind, bucket, provider, region, product, client, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot)
    FROM (
      SELECT grain, kind, bucket, provider, region, CASE WHEN l.by_product THEN product ELSE '' END AS product,
        CASE WHEN l.by_client THEN client ELSE '' END AS client, u.slot, sum(u.n)::integer AS n
      FROM "rollup_time", unnest(slots, counts) AS u(slot, n) WHERE level = 'full' AND bucket >= from_at
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(u.n) <> 0) slots
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 3, 4;
  END LOOP;
END $$;

SELECT docket_fill_levels(ARRAY['caller', 'total'], '-infinity');

-- One client's failures, and one product's, are read without everybody else's.
DROP INDEX "rollup_failures_idx";
CREATE INDEX "rollup_failures_idx" ON "rollup"("grain", "level", "client", "product", "bucket")
  INCLUDE ("provider", "region", "family", "entry", "failures") WHERE "failures" > 0;
