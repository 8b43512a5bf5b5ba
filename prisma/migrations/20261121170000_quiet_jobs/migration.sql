-- Most writings of a job say only when it was seen and is looked at next: they end here before anything is joined or counted.

CREATE OR REPLACE FUNCTION docket_points_of_new_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "rollup_delta" (bucket, provider, region, product, client, tier, family, entry,
    jobs, succeeded, "partial", failed, cancelled, lost, pages)
  SELECT p.bucket, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), coalesce(j.tier, ''), '', '',
    sum(p.jobs), sum(p.succeeded), sum(p."partial"), sum(p.failed), sum(p.cancelled), sum(p.lost), sum(p.pages)
  FROM fresh j, LATERAL docket_job_points(j.created_at, j.ended_at, j.state, j.pages) p GROUP BY 1, 2, 3, 4, 5, 6;
  IF NOT EXISTS (SELECT 1 FROM fresh WHERE ended_at IS NOT NULL) THEN RETURN NULL; END IF;
  INSERT INTO "rollup_time_delta" (bucket, kind, provider, region, product, client, slot, n)
  SELECT p.bucket, p.kind, j.provider, j.region, j.product, coalesce(j.client_id::text, ''), p.slot, count(*)
  FROM fresh j, LATERAL docket_job_times(j.created_at, j.running_at, j.ended_at, j.state) p GROUP BY 1, 2, 3, 4, 5, 6, 7;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION docket_points_of_changed_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved_ids uuid[];
BEGIN
  SELECT array_agg(n.id) INTO moved_ids FROM fresh n JOIN stale o ON o.id = n.id
  WHERE (n.created_at, n.running_at, n.ended_at, n.state, n.pages, n.tier, n.client_id, n.product)
    IS DISTINCT FROM (o.created_at, o.running_at, o.ended_at, o.state, o.pages, o.tier, o.client_id, o.product);
  IF moved_ids IS NULL THEN RETURN NULL; END IF;
  WITH j AS (
    SELECT 1 AS sign, provider, region, product, coalesce(client_id::text, '') AS client, coalesce(tier, '') AS tier, created_at,
      running_at, ended_at, state, pages FROM fresh WHERE id = ANY(moved_ids)
    UNION ALL
    SELECT -1, provider, region, product, coalesce(client_id::text, ''), coalesce(tier, ''), created_at, running_at, ended_at,
      state, pages FROM stale WHERE id = ANY(moved_ids)),
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

CREATE OR REPLACE FUNCTION docket_check_changed_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM fresh WHERE ended_at IS NOT NULL) THEN RETURN NULL; END IF;
  INSERT INTO "loss_check" (job_id, due_at)
  SELECT n.id, '-infinity'::timestamptz FROM fresh n JOIN stale o ON o.id = n.id
  WHERE n.ended_at IS NOT NULL AND o.ended_at IS NOT NULL
    AND (n.state, n.failed_pages, n.call_id, n.client_id) IS DISTINCT FROM (o.state, o.failed_pages, o.call_id, o.client_id);
  RETURN NULL;
END $$;
