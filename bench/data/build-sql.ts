/**
 * The statements that build the data, each over one stretch of jobs or one day of calls. Everything that looks like
 * chance is a hash of the row's number, so that the same size is always the same data.
 */

/** Tables the statements read, and small functions: `bench.r(n, salt)` is a number from 0 to 1, `bench.uid` an id that sorts by time. */
export const prepareSql = `
  DROP SCHEMA IF EXISTS bench CASCADE;
  CREATE SCHEMA bench;
  CREATE TABLE bench.kind (id int PRIMARY KEY, provider text, region text, product text, vocabulary text, operation text, path text, tier text);
  CREATE TABLE bench.failure_kind (provider text, surface text, place int, entry text, family text, status int, code text, message text,
    billed text, PRIMARY KEY (provider, surface, place));
  CREATE TABLE bench.work (provider text, region text, product text, vocabulary text, operation text, path text);
  CREATE TABLE bench.failure_count (provider text, surface text, n bigint);
  CREATE TABLE bench.client (place int PRIMARY KEY, id uuid);
  CREATE FUNCTION bench.r(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    'SELECT (hashint8extended(n, salt) & 1048575) / 1048576.0::float8';
  CREATE FUNCTION bench.uid(at timestamptz, word text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || 'a' || substr(h, 4, 15))::uuid
    FROM md5(word) h $$;`;

/** Jobs `$1` to `$2` of `$3`, made between `$4` and `$5`: more by day than by night, each client with its few kinds of work. */
export const jobsSql = `
  INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, client_id, call_id, state, vendor_status, file_name, tier,
    pages, document_bytes, credits, credit_source, credit_rule, error_code, failure_id, created_at, running_at, ended_at, last_seen_at, poll_count)
  SELECT bench.uid(at, 'job' || n), provider, region, product, vocabulary, md5('vendor' || n), client, bench.uid(at, 'call' || n || '/0'),
    state, upper(state), (ARRAY['invoice','claim','contract','statement','report','scan'])[1 + (bench.r(n, 9) * 6)::int % 6] || '-' || n ||
    (ARRAY['.pdf','.pdf','.pdf','.docx','.png','.xlsx'])[1 + (bench.r(n, 10) * 6)::int % 6], tier,
    pages, 20000 + (pages * 90000 * bench.r(n, 8))::bigint, CASE WHEN state IN ('succeeded', 'partial') AND bench.r(n, 11) < 0.97 THEN pages * price END,
    CASE WHEN state NOT IN ('succeeded', 'partial') OR bench.r(n, 11) >= 0.97 THEN 'unknown' WHEN bench.r(n, 11) < 0.85 THEN 'reported' ELSE 'estimated' END,
    CASE WHEN bench.r(n, 11) BETWEEN 0.85 AND 0.97 THEN 'By page and tier.' END,
    CASE WHEN state = 'failed' THEN 'FAILED' END,
    CASE WHEN state IN ('failed', 'partial', 'lost') THEN bench.uid(ended_at, 'failure of job' || n) END,
    at, running_at, ended_at, coalesce(ended_at, at), 1 + (bench.r(n, 12) * 6)::int
  FROM (
    SELECT n, at, k.*, c.id AS client,
      1 + floor(exp(bench.r(n, 5) * 4.5))::int AS pages, (ARRAY[1, 3, 5, 10])[1 + (bench.r(k.id, 3) * 4)::int % 4] AS price,
      CASE WHEN ended_at > $5 THEN 'running' WHEN draw < 0.93 THEN 'succeeded' WHEN draw < 0.945 THEN 'partial' WHEN draw < 0.985 THEN 'failed'
        WHEN draw < 0.995 THEN 'cancelled' ELSE 'lost' END AS state,
      running_at, CASE WHEN ended_at <= $5 THEN ended_at END AS ended_at
    FROM generate_series($1::bigint, $2::bigint) n
    CROSS JOIN LATERAL (SELECT (n - 0.5) / $3::float8 * extract(epoch FROM $5::timestamptz - $4::timestamptz) / 86400 AS day) d
    CROSS JOIN LATERAL (SELECT $4::timestamptz + make_interval(secs => 86400 * (day + 0.11 * sin(2 * pi() * (day - floor(day))))) AS at) w
    JOIN bench.client c ON c.place = floor(power(bench.r(n, 2), 2) * (SELECT count(*) FROM bench.client))
    JOIN bench.kind k ON k.id = (c.place * 7 + floor(power(bench.r(n, 1), 2) * 4)::int * 13) % (SELECT count(*) FROM bench.kind)
    CROSS JOIN LATERAL (SELECT at + make_interval(secs => 0.2 + exp(bench.r(n, 6) * 4) / 10) AS running_at, bench.r(n, 4) AS draw) s
    CROSS JOIN LATERAL (SELECT running_at + make_interval(secs => 1.5 * exp(bench.r(n, 7) * 3) * (1 + k.id % 5)) AS ended_at) e) jobs
  ORDER BY at`;

/** The calls until `$3` of the jobs made from `$1` to `$2`: each job's create and two or three reads, one read in forty an error. */
export const callsSql = `
  INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, client_id, method, path, operation, product, outcome, status,
    error_code, latency_ms, upstream_ms, gateway_ms, bytes_up, bytes_down, request_type, response_type, file_name, vendor_request_id,
    vendor_job_id, job_id, failure_id)
  SELECT CASE i WHEN 0 THEN call_id ELSE bench.uid(at, 'call' || vendor_job_id || '/' || i) END, at, at + make_interval(secs => latency / 1000),
    '00000000-0000-7000-a000-00000000be9c', provider, region, client_id, CASE i WHEN 0 THEN 'POST' ELSE 'GET' END,
    CASE i WHEN 0 THEN path ELSE path || '/' || vendor_job_id END, CASE i WHEN 0 THEN operation ELSE product || '.get' END, product,
    CASE WHEN hash % 997 = 3 THEN 'client_gone' WHEN hash % 997 = 4 THEN 'refused' ELSE 'answered' END, coalesce(status, 200), NULL,
    latency, latency * 0.98, 0.4, CASE i WHEN 0 THEN 40000 + pages * 31000 ELSE 0 END, 900 + pages * 120, CASE i WHEN 0 THEN 'application/json' END,
    'application/json', CASE i WHEN 0 THEN file_name END, substr(md5(vendor_job_id || i), 1, 20), vendor_job_id, id,
    CASE WHEN status IS NOT NULL THEN bench.uid(at, 'failure of call' || vendor_job_id || i) END
  FROM (
    SELECT j.*, i, hash, k.operation, k.path, 20 + exp((hash & 1023) / 1024.0::float8 * 5) * 8 AS latency, f.status,
      j.created_at + (coalesce(j.ended_at, j.created_at + interval '9 seconds') - j.created_at) * (i / 4.0::float8) AS at
    FROM job j
    JOIN bench.work k ON (k.provider, k.region, k.product, k.vocabulary) = (j.provider, j.region, j.product, j.vocabulary)
    JOIN bench.failure_count c ON c.provider = j.provider AND c.surface = 'http'
    CROSS JOIN LATERAL generate_series(0, 2 + (hashtextextended(j.vendor_job_id, 1) % 3 = 0)::int) i
    CROSS JOIN LATERAL (SELECT hashtextextended(j.vendor_job_id, 100 + i) & 9007199254740991 AS hash) h
    LEFT JOIN bench.failure_kind f ON i > 0 AND hash % 40 = 0 AND f.provider = j.provider AND f.surface = 'http'
      AND f.place = (hash / 40) % c.n
    WHERE j.created_at >= $1 AND j.created_at < $2) calls
  WHERE at < $3
  ORDER BY at`;

/** The failures of the calls from `$1` to `$2`. */
export const callFailuresSql = `
  INSERT INTO failure (id, at, provider, region, product, client_id, surface, call_id, operation, status, code, message, match, entry_id,
    family, rule, request_id, billed)
  SELECT c.failure_id, c.started_at, c.provider, c.region, c.product, c.client_id, 'http', c.id, c.operation, c.status, f.code, f.message,
    'entry', f.entry, f.family, 'http-' || c.status, c.vendor_request_id, f.billed
  FROM call c
  JOIN LATERAL (SELECT * FROM bench.failure_kind f WHERE f.provider = c.provider AND f.surface = 'http' AND f.status = c.status
    ORDER BY hashtextextended(f.entry || (hashtextextended(c.failure_id::text, 3) % 7), 5) LIMIT 1) f ON true
  WHERE c.failure_id IS NOT NULL AND c.started_at >= $1 AND c.started_at < $2 ORDER BY c.started_at`;

/** The failures of the jobs that ended from `$1` to `$2`. */
export const jobFailuresSql = `
  INSERT INTO failure (id, at, provider, region, product, client_id, surface, call_id, job_id, operation, code, message, match, entry_id,
    family, rule, billed)
  SELECT j.failure_id, j.ended_at, j.provider, j.region, j.product, j.client_id, 'job', j.call_id, j.id, NULL, f.code, f.message,
    CASE WHEN f.entry IS NULL THEN 'none' ELSE 'entry' END, f.entry, coalesce(f.family, 'unclassified'), 'job-code', coalesce(f.billed, 'unknown')
  FROM job j LEFT JOIN bench.failure_kind f ON f.provider = j.provider AND f.surface = 'job' AND f.place =
    (hashtextextended(j.vendor_job_id, 6) & 1048575) % (SELECT n FROM bench.failure_count c WHERE c.provider = j.provider AND c.surface = 'job')
  WHERE j.failure_id IS NOT NULL AND j.ended_at >= $1 AND j.ended_at < $2 ORDER BY j.ended_at`;

/** The ledger of the jobs that ended from `$1` to `$2`. */
export const ledgerSql = `
  INSERT INTO credit_entry (id, provider, region, billed_key, job_id, client_id, product, tier, at, source, credits, estimated, pages, rule, updated_at)
  SELECT bench.uid(ended_at, 'billed' || vendor_job_id), provider, region, vendor_job_id, id, client_id, product, tier, ended_at, credit_source,
    credits, CASE credit_source WHEN 'reported' THEN credits * CASE WHEN hashtextextended(vendor_job_id, 8) % 50 = 0 THEN 1.2 ELSE 1 END END,
    pages, credit_rule, ended_at
  FROM job WHERE state IN ('succeeded', 'partial') AND ended_at >= $1 AND ended_at < $2 ORDER BY ended_at`;

/** What follows from the filled tables: one operation for each kind of work, and how many failures each provider has. */
export const derivedSql = `
  INSERT INTO bench.work SELECT DISTINCT ON (provider, region, product, vocabulary) provider, region, product, vocabulary, operation, path
    FROM bench.kind ORDER BY provider, region, product, vocabulary, id;
  INSERT INTO bench.failure_count SELECT provider, surface, count(*) FROM bench.failure_kind GROUP BY 1, 2;
  ANALYZE bench.kind, bench.work, bench.failure_kind, bench.failure_count, bench.client;`;
