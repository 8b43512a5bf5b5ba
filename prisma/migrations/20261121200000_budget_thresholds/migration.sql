-- Budgets tell when a part of them is used, and when the forecast says that they run dry.

ALTER TABLE "budget" ADD COLUMN     "tells_forecast" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "thresholds" INTEGER[] DEFAULT ARRAY[80, 100]::INTEGER[];

CREATE TABLE "budget_crossing" (
    "id" UUID NOT NULL,
    "budget_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "threshold" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "credits" DECIMAL(18,3) NOT NULL,
    "used_reported" DECIMAL(18,3) NOT NULL,
    "used_estimated" DECIMAL(18,3) NOT NULL,
    "unknown_jobs" INTEGER NOT NULL,
    "runs_dry_from" DATE,
    "runs_dry_to" DATE,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_label" TEXT,

    CONSTRAINT "budget_crossing_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "budget_crossing_at_id_idx" ON "budget_crossing"("at", "id");
-- Each threshold once a month, and so the forecast, whoever judges and however often.
CREATE UNIQUE INDEX "budget_crossing_once_idx" ON "budget_crossing"("budget_id", "month", coalesce("threshold", 0));

ALTER TABLE "budget_crossing" ADD CONSTRAINT "budget_crossing_budget_id_fkey" FOREIGN KEY ("budget_id") REFERENCES "budget"("id") ON DELETE CASCADE ON UPDATE CASCADE;
