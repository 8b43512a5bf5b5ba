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
