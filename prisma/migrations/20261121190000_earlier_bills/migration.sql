-- Jobs from before the ledger stand in it as they were told: a part they shared with others was not kept apart then.
INSERT INTO "credit_entry" (id, provider, region, billed_key, job_id, client_id, product, tier, at, source, credits, pages, rule, updated_at)
SELECT gen_random_uuid(), provider, region, vendor_job_id, id, client_id, product, tier, coalesce(ended_at, last_seen_at), credit_source, credits,
  pages, credit_rule, last_seen_at
FROM "job" WHERE (credit_source = 'reported' OR state IN ('succeeded', 'partial'))
  AND last_seen_at < coalesce((SELECT min(updated_at) FROM "credit_entry"), 'infinity')
ON CONFLICT DO NOTHING;
