-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "operator" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "last_four" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "providers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_token" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "last_four" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "client_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_key" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "base_url" TEXT,
    "sealed" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),
    "test_result" TEXT,
    "test_detail" TEXT,
    "tested_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instance" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_label" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_intent" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "instance_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "client_id" UUID,
    "provider_key_id" UUID,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "operation" TEXT,
    "product" TEXT,

    CONSTRAINT "call_intent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "instance_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "client_id" UUID,
    "provider_key_id" UUID,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "query" TEXT,
    "operation" TEXT,
    "product" TEXT,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "error_code" TEXT,
    "latency_ms" DOUBLE PRECISION,
    "upstream_ms" DOUBLE PRECISION,
    "gateway_ms" DOUBLE PRECISION,
    "bytes_up" BIGINT NOT NULL DEFAULT 0,
    "bytes_down" BIGINT NOT NULL DEFAULT 0,
    "request_type" TEXT,
    "response_type" TEXT,
    "user_agent" TEXT,
    "file_name" TEXT,
    "vendor_request_id" TEXT,
    "vendor_job_id" TEXT,
    "job_id" UUID,
    "failure_id" UUID,

    CONSTRAINT "call_pkey" PRIMARY KEY ("id","started_at")
) PARTITION BY RANGE ("started_at");

-- CreateTable
CREATE TABLE "call_body" (
    "call_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "part" TEXT NOT NULL,
    "content_type" TEXT,
    "body" TEXT NOT NULL,
    "truncated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "call_body_pkey" PRIMARY KEY ("call_id","part","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "vendor_file" (
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "client_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vendor_file_pkey" PRIMARY KEY ("provider","region","file_id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "vocabulary" TEXT NOT NULL,
    "vendor_job_id" TEXT NOT NULL,
    "vendor_scope" TEXT,
    "provider_key_id" UUID,
    "client_id" UUID,
    "call_id" UUID,
    "state" TEXT NOT NULL,
    "vendor_status" TEXT,
    "file_name" TEXT,
    "file_id" TEXT,
    "tier" TEXT,
    "pages" INTEGER,
    "credits" DECIMAL(14,3),
    "credit_source" TEXT NOT NULL DEFAULT 'unknown',
    "credit_breakdown" JSONB,
    "credit_rule" TEXT,
    "error_code" TEXT,
    "error_message" TEXT,
    "failure_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "running_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "next_poll_at" TIMESTAMPTZ(3),
    "poll_count" INTEGER NOT NULL DEFAULT 0,
    "poll_errors" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "settle_until" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_observation" (
    "id" BIGSERIAL NOT NULL,
    "job_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "source" TEXT NOT NULL,
    "vendor_status" TEXT,
    "state" TEXT,
    "changed" BOOLEAN NOT NULL,
    "http_status" INTEGER,
    "call_id" UUID,
    "dedupe_key" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "job_observation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "failure" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "product" TEXT,
    "client_id" UUID,
    "surface" TEXT NOT NULL,
    "call_id" UUID,
    "job_id" UUID,
    "operation" TEXT,
    "status" INTEGER,
    "code" TEXT,
    "message" TEXT,
    "match" TEXT NOT NULL,
    "entry_id" TEXT,
    "family" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT,
    "billed" TEXT NOT NULL,

    CONSTRAINT "failure_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "entry_note" (
    "entry_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "author_label" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entry_note_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "entry_feedback" (
    "entry_id" TEXT NOT NULL,
    "failure_id" UUID NOT NULL,
    "actor_id" TEXT NOT NULL,
    "helped" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entry_feedback_pkey" PRIMARY KEY ("failure_id","actor_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "operator"("email");

-- CreateIndex
CREATE UNIQUE INDEX "operator_session_token_key" ON "operator_session"("token");

-- CreateIndex
CREATE INDEX "operator_session_user_id_idx" ON "operator_session"("user_id");

-- CreateIndex
CREATE INDEX "operator_account_user_id_idx" ON "operator_account"("user_id");

-- CreateIndex
CREATE INDEX "operator_verification_identifier_idx" ON "operator_verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "setup_link_token_hash_key" ON "setup_link"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "client_name_key" ON "client"("name");

-- CreateIndex
CREATE UNIQUE INDEX "client_token_token_hash_key" ON "client_token"("token_hash");

-- CreateIndex
CREATE INDEX "client_token_client_id_idx" ON "client_token"("client_id");

-- CreateIndex
CREATE INDEX "provider_key_provider_region_idx" ON "provider_key"("provider", "region");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "call_intent_instance_id_idx" ON "call_intent"("instance_id");

-- CreateIndex
CREATE INDEX "vendor_file_created_at_idx" ON "vendor_file"("created_at");

-- CreateIndex
CREATE INDEX "job_created_at_id_idx" ON "job"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "job_provider_region_vendor_job_id_key" ON "job"("provider", "region", "vendor_job_id");

-- CreateIndex
CREATE UNIQUE INDEX "job_observation_dedupe_key_key" ON "job_observation"("dedupe_key");

-- CreateIndex
CREATE INDEX "job_observation_job_id_at_idx" ON "job_observation"("job_id", "at");

-- CreateIndex
CREATE INDEX "entry_feedback_entry_id_idx" ON "entry_feedback"("entry_id");

-- AddForeignKey
ALTER TABLE "operator_session" ADD CONSTRAINT "operator_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator_account" ADD CONSTRAINT "operator_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_token" ADD CONSTRAINT "client_token_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Partitions by ISO week (Monday 00:00 UTC). The default partition takes what falls outside, so that no fact is lost.
CREATE TABLE "call_default" PARTITION OF "call" DEFAULT;
CREATE TABLE "call_body_default" PARTITION OF "call_body" DEFAULT;
CREATE TABLE "failure_default" PARTITION OF "failure" DEFAULT;

-- Makes the weekly partitions of one table from `from_at` to `until_at`; returns how many it made.
-- A week whose rows already lie in the default partition is left there.
CREATE FUNCTION docket_ensure_partitions(parent text, from_at timestamptz, until_at timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  week timestamp := date_trunc('week', from_at AT TIME ZONE 'UTC');
  child text;
  made integer := 0;
BEGIN
  WHILE week < until_at AT TIME ZONE 'UTC' LOOP
    child := parent || '_' || to_char(week, 'IYYY"w"IW');
    IF to_regclass(quote_ident(child)) IS NULL THEN
      BEGIN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          child, parent, week AT TIME ZONE 'UTC', (week + interval '7 days') AT TIME ZONE 'UTC');
        made := made + 1;
      EXCEPTION WHEN check_violation OR duplicate_table OR invalid_object_definition THEN
        NULL;
      END;
    END IF;
    week := week + interval '7 days';
  END LOOP;
  RETURN made;
END $$;

CREATE INDEX "call_started_at_idx" ON "call"("started_at" DESC, "id" DESC);
CREATE INDEX "call_provider_idx" ON "call"("provider", "region", "started_at" DESC);
CREATE INDEX "call_client_idx" ON "call"("client_id", "started_at" DESC);
CREATE INDEX "call_job_idx" ON "call"("job_id", "started_at") WHERE "job_id" IS NOT NULL;
CREATE INDEX "call_vendor_request_idx" ON "call"("vendor_request_id") WHERE "vendor_request_id" IS NOT NULL;

CREATE INDEX "failure_at_idx" ON "failure"("at" DESC, "id" DESC);
CREATE INDEX "failure_entry_idx" ON "failure"("entry_id", "at" DESC);
CREATE INDEX "failure_job_idx" ON "failure"("job_id") WHERE "job_id" IS NOT NULL;
CREATE INDEX "failure_request_idx" ON "failure"("request_id") WHERE "request_id" IS NOT NULL;

-- The poller's work list: only rows that are due some time.
CREATE INDEX "job_next_poll_idx" ON "job"("next_poll_at") WHERE "next_poll_at" IS NOT NULL;
CREATE INDEX "job_open_idx" ON "job"("provider", "region", "created_at") WHERE "ended_at" IS NULL;
CREATE INDEX "job_state_idx" ON "job"("state", "created_at" DESC, "id" DESC);
CREATE INDEX "job_place_idx" ON "job"("provider", "region", "created_at" DESC, "id" DESC);
CREATE INDEX "job_client_idx" ON "job"("client_id", "created_at" DESC, "id" DESC);
CREATE INDEX "job_ended_idx" ON "job"("ended_at") WHERE "ended_at" IS NOT NULL;
CREATE INDEX "job_vendor_id_idx" ON "job"("vendor_job_id");
CREATE INDEX "job_file_name_idx" ON "job"(lower("file_name") text_pattern_ops);

-- Written once, never changed: facts stay facts.
CREATE FUNCTION docket_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "call_append_only" BEFORE UPDATE ON "call" FOR EACH ROW EXECUTE FUNCTION docket_append_only();
CREATE TRIGGER "failure_append_only" BEFORE UPDATE ON "failure" FOR EACH ROW EXECUTE FUNCTION docket_append_only();
