-- Due jobs wait in lanes, one for each key of a place, and in each lane those that live apart from those whose bill is awaited:
-- the first of every line is found without a look at the others.
DROP INDEX "job_next_poll_idx";
CREATE INDEX "job_lane_idx" ON "job"(
    (provider || '/' || region || '/' || coalesce(provider_key_id::text, '')),
    (CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END),
    "next_poll_at"
) WHERE "next_poll_at" IS NOT NULL;
