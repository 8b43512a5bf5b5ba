-- Secrets that prove who sent a webhook, and the deliveries themselves.
CREATE TABLE "webhook_secret" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_secret_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_secret_provider_region_idx" ON "webhook_secret"("provider", "region");

CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "event_key" TEXT NOT NULL,
    "event_type" TEXT,
    "says" TEXT,
    "vendor_job_id" TEXT,
    "job_id" UUID,
    "bytes" INTEGER NOT NULL,
    "excerpt" TEXT NOT NULL,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_delivery_at_id_idx" ON "webhook_delivery"("at", "id");
CREATE INDEX "webhook_delivery_provider_region_at_idx" ON "webhook_delivery"("provider", "region", "at");
CREATE INDEX "webhook_delivery_job_idx" ON "webhook_delivery"("provider", "region", "vendor_job_id") WHERE "vendor_job_id" IS NOT NULL;
-- An event is heard once; what comes again is kept as doubled.
CREATE UNIQUE INDEX "webhook_delivery_heard_idx" ON "webhook_delivery"("provider", "region", "event_key") WHERE "outcome" = 'accepted';
