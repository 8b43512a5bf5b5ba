-- The batch, workflow or extract run that made a job, by the vendor's id: it may be one Docket never heard of.
ALTER TABLE "job" ADD COLUMN "parent_vendor_job_id" TEXT;
CREATE INDEX "job_provider_region_parent_vendor_job_id_idx" ON "job"("provider", "region", "parent_vendor_job_id");
