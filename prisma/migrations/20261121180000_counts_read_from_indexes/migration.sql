-- Charts of failures add up a hundred thousand counts; from an index that holds what they need they read a tenth of the pages.
CREATE INDEX "rollup_failures_idx" ON "rollup"("grain", "level", "bucket")
  INCLUDE ("provider", "region", "product", "client", "family", "entry", "failures") WHERE "failures" > 0;

-- One client's failures are grouped without a look at the failures themselves.
DROP INDEX "failure_client_idx";
CREATE INDEX "failure_client_idx" ON "failure"("client_id", "at" DESC)
  INCLUDE ("entry_id", "family", "provider", "region", "product");

-- One more level: causes by place whatever the product, a third of the rows that charts of error codes read before.
CREATE OR REPLACE FUNCTION docket_levels()
RETURNS TABLE(level text, by_product boolean, by_client boolean, by_tier boolean, by_family boolean, by_entry boolean, of_times boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  VALUES ('full', true, true, true, true, true, true), ('place', true, false, false, true, true, true),
    ('entry', false, false, false, true, true, false), ('product', true, false, false, true, false, false),
    ('family', false, false, false, true, false, true), ('client', false, true, false, true, false, true),
    ('tier', true, false, true, false, false, false)
$$;
SELECT docket_fill_levels(ARRAY['entry'], '-infinity');

-- One client's lists are narrowed further without a look at rows that will not be shown.
DROP INDEX "call_client_idx";
CREATE INDEX "call_client_idx" ON "call"("client_id", "started_at" DESC, "id" DESC)
  INCLUDE ("provider", "region", "product", "outcome", "status");
DROP INDEX "job_client_idx";
CREATE INDEX "job_client_idx" ON "job"("client_id", "created_at" DESC, "id" DESC)
  INCLUDE ("provider", "region", "product", "state", "file_name");

-- Words of a message are found like parts of a file's name, where the database can.
DO $$ BEGIN
  IF to_regclass('job_file_name_parts_idx') IS NOT NULL THEN
    CREATE INDEX "failure_message_parts_idx" ON "failure" USING gin (lower("message") gin_trgm_ops);
  END IF;
END $$;
