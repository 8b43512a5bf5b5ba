-- Stretches of time in which something was wrong for many (docs/adr/0018).
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "quiet_since" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "impact" JSONB,
    "counted_at" TIMESTAMPTZ(3),
    "count_after" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "incident_time_check" CHECK ("resolved_at" >= "opened_at")
);

CREATE INDEX "incident_opened_at_id_idx" ON "incident"("opened_at" DESC, "id" DESC);

-- However many instances see it, it is opened once.
CREATE UNIQUE INDEX "incident_open_key" ON "incident"("kind", "provider", "region") WHERE "resolved_at" IS NULL;
