-- Several keys of one place share its clients by weight; one the vendor refuses steps aside for a while.
ALTER TABLE "provider_key"
  ADD COLUMN "weight" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "aside_reason" TEXT,
  ADD COLUMN "aside_since" TIMESTAMPTZ(3),
  ADD COLUMN "aside_until" TIMESTAMPTZ(3),
  ADD COLUMN "aside_count" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "provider_key" ADD CONSTRAINT provider_key_weight_positive CHECK (weight > 0);
