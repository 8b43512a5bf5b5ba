-- What a client may use; null = no limit of its own.
ALTER TABLE "client"
  ADD COLUMN "requests_per_minute" INTEGER,
  ADD COLUMN "max_concurrent" INTEGER,
  ADD COLUMN "credits_per_day" DECIMAL(14, 3);
ALTER TABLE "client"
  ADD CONSTRAINT client_limits_positive CHECK (requests_per_minute > 0 AND max_concurrent > 0 AND credits_per_day >= 0);

-- What a client's day has cost so far.
CREATE INDEX "credit_entry_client_id_at_idx" ON "credit_entry"("client_id", "at");

-- Where an instance has stopped calling a place because nothing works there. A closed breaker has no row.
CREATE TABLE "breaker" (
  "instance_id" UUID NOT NULL,
  "provider" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "opened_at" TIMESTAMPTZ(3) NOT NULL,
  "retry_at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  CONSTRAINT "breaker_pkey" PRIMARY KEY ("instance_id", "provider", "region", "address")
);

-- A worker serves no calls, so it has no share in their limits.
ALTER TABLE "instance" ADD COLUMN "role" TEXT NOT NULL DEFAULT 'all';

-- How often a call was sent to the vendor, and how each time ended where it was more than once. The rows written before
-- this were sent once, unless Docket itself refused them.
ALTER TABLE "call" ADD COLUMN "attempts" SMALLINT NOT NULL DEFAULT 1, ADD COLUMN "attempt_log" JSONB;
ALTER TABLE "call" ALTER COLUMN "attempts" SET DEFAULT 0;
