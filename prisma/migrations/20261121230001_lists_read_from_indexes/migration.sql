-- Few jobs are lost or fail: which of them a list shows is told without a look at the jobs.
DROP INDEX "job_state_idx";
CREATE INDEX "job_state_idx" ON "job"("state", "created_at" DESC, "id" DESC)
  INCLUDE ("provider", "region", "product", "client_id");

-- A search of names compares the first jobs of a list in their order, without a look at the jobs either.
DROP INDEX "job_created_at_id_idx";
CREATE INDEX "job_created_at_id_idx" ON "job"("created_at", "id")
  INCLUDE ("provider", "region", "product", "client_id", "state", "file_name");
