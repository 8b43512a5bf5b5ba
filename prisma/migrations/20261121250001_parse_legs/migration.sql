-- Who told that a part billed once was billed for it too: a part many jobs may stand on is lost when none of them ended well.
-- Parts that were billed before have no such rows and are not judged: who else stood on them was not kept.
CREATE TABLE "credit_rider" (
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "billed_key" TEXT NOT NULL,
    "job_id" UUID NOT NULL,

    CONSTRAINT "credit_rider_pkey" PRIMARY KEY ("provider","region","billed_key","job_id")
);
CREATE INDEX "credit_rider_job_id_idx" ON "credit_rider"("job_id");

-- A job may have lost its own bill and a part it stood on: what was billed is what counts once, not the job.
ALTER TABLE "credit_loss" DROP CONSTRAINT "credit_loss_pkey";
ALTER TABLE "credit_loss" ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE "credit_loss" ADD CONSTRAINT "credit_loss_pkey" PRIMARY KEY ("id");
DROP INDEX "credit_loss_at_job_id_idx";
CREATE INDEX "credit_loss_at_id_idx" ON "credit_loss"("at", "id");
CREATE INDEX "credit_loss_job_id_idx" ON "credit_loss"("job_id");
CREATE UNIQUE INDEX "credit_loss_provider_region_vendor_job_id_key" ON "credit_loss"("provider", "region", "vendor_job_id");

-- Besides a job that changes its end after it was billed: one that ends, and stands on a shared part, or was asked about the
-- same document as one that does.
CREATE OR REPLACE FUNCTION docket_check_changed_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM fresh WHERE ended_at IS NOT NULL) THEN RETURN NULL; END IF;
  INSERT INTO "loss_check" (job_id, due_at)
  SELECT n.id, '-infinity'::timestamptz FROM fresh n JOIN stale o ON o.id = n.id
  WHERE n.ended_at IS NOT NULL AND CASE
    WHEN o.ended_at IS NOT NULL THEN
      (n.state, n.failed_pages, n.call_id, n.client_id) IS DISTINCT FROM (o.state, o.failed_pages, o.call_id, o.client_id)
    ELSE EXISTS (SELECT 1 FROM "credit_rider" r WHERE r.job_id = n.id)
      OR EXISTS (SELECT 1 FROM "job" x JOIN "credit_rider" r ON r.job_id = x.id
        WHERE x.provider = n.provider AND x.region = n.region AND x.file_id = n.file_id)
    END;
  RETURN NULL;
END $$;

-- Of a part one of whose jobs is gone nobody can say any more that all of them ended badly.
CREATE OR REPLACE FUNCTION docket_forget_losses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "credit_loss" WHERE job_id IN (SELECT id FROM gone);
  DELETE FROM "credit_rider" r USING "credit_rider" o, gone g
  WHERE o.job_id = g.id AND r.provider = o.provider AND r.region = o.region AND r.billed_key = o.billed_key;
  RETURN NULL;
END $$;
