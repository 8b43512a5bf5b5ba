-- Hosts that payloads behind signed links may be fetched from; none = no link is followed.
CREATE TABLE "payload_host" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payload_host_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "payload_host_provider_region_host_key" ON "payload_host"("provider", "region", "host");

-- The host alone: the rest of a signed link grants access and is not kept.
ALTER TABLE "webhook_delivery" ADD COLUMN "link_host" TEXT;
