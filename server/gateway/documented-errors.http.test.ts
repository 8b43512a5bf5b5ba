import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProviderId } from "#lib/vocabulary.ts";
import { extendProvocations } from "#sandbox/extend/state.ts";
import { type RunningSandbox, startSandbox } from "#sandbox/index.ts";
import { landingaiProvocations } from "#sandbox/landingai/index.ts";
import { okrapdfProvocations } from "#sandbox/okrapdf/index.ts";
import type { Provocation } from "#sandbox/provoke/provocation.ts";
import { scopixProvocations } from "#sandbox/scopix/index.ts";
import { entryById } from "#server/catalog/index.ts";
import { pollVendorJob } from "#server/jobs/index.ts";
import { eventually } from "#server/testing/index.ts";
import { ensureSandboxKey, makeTargets, type Targets } from "#server/vault/index.ts";
import { type GatewayWorld, openGatewayWorld } from "./gateway-for-tests.ts";

let world: GatewayWorld;
let sandbox: RunningSandbox;
let targets: Targets;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: false });
  world = await openGatewayWorld("http://127.0.0.1:9", {}, { sandboxUrl: sandbox.url });
  await ensureSandboxKey(world.ctx);
  targets = await makeTargets(world.ctx);
  await eventually(async () => expect((await send("scopix", "GET /files", "")).status).toBe(200));
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

interface Vendor {
  id: ProviderId;
  provocations: readonly Provocation[];
  /** A route that anything can be asked of. */
  anyRoute: string;
}

const vendors: readonly Vendor[] = [
  { id: "extend", provocations: extendProvocations, anyRoute: "GET /parse_runs" },
  { id: "landingai", provocations: landingaiProvocations, anyRoute: "GET /v1/ade/parse/jobs" },
  { id: "scopix", provocations: scopixProvocations, anyRoute: "GET /files" },
  { id: "okrapdf", provocations: okrapdfProvocations, anyRoute: "GET /v1/documents" },
];

const url = "https://files.example.com/a.pdf";
/** What every route that makes a job finds its document in. */
const json = {
  file: { url },
  document_url: url,
  image_url: url,
  url,
  filename: "a.pdf",
  markdown: "# a",
  schema: JSON.stringify({ type: "object", properties: {} }),
};

/** Asks the sandbox for something, through the gateway. */
async function send(provider: ProviderId, endpoint: string, slug: string) {
  const [method = "", path = ""] = endpoint.split(" ");
  const isUpload = path.includes("upload") && provider === "scopix";
  const form = new FormData();
  form.set(path.includes("batch") ? "files" : "file", new File(["%PDF-1.7"], "a.pdf"));
  const answer = await fetch(
    `http://127.0.0.1:${world.port}/gateway/${provider}/sandbox${path.replaceAll(/\{\w+\}/g, "x")}`,
    {
      method,
      headers: {
        authorization: `Bearer ${world.token}`,
        "x-sandbox-provoke": slug,
        ...(isUpload ? {} : { "content-type": "application/json" }),
      },
      ...(method === "GET" ? {} : { body: isUpload ? form : JSON.stringify(json) }),
    },
  );
  const text = await answer.text();
  return { status: answer.status, text, callId: answer.headers.get("x-docket-call-id") };
}

interface Written {
  failure: { entry_id: string | null; match: string; rule: string; surface: string } | null;
  vendorJobId: string | null;
}

/** What a call left behind: its failure, or the job it made. */
async function writtenOf(callId: string | null): Promise<Written> {
  await world.settled();
  const [call] = await world.ctx.db.sql.query<{ failure_id: string | null; vendor_job_id: string | null }>(
    "SELECT failure_id, vendor_job_id FROM call WHERE id = $1",
    [callId],
  );
  return { failure: await failureOf(call?.failure_id), vendorJobId: call?.vendor_job_id ?? null };
}

async function failureOf(id: string | null | undefined): Promise<Written["failure"]> {
  const [failure] = await world.ctx.db.sql.query<NonNullable<Written["failure"]>>(
    "SELECT entry_id, match, rule, surface FROM failure WHERE id = $1",
    [id],
  );
  return failure ?? null;
}

/** How the job ended that a call made, asked of the vendor once. */
async function failureOfJob(provider: ProviderId, vendorJobId: string): Promise<Written["failure"]> {
  await pollVendorJob(world.ctx, targets, { provider, region: "sandbox", vendorJobId });
  const [job] = await world.ctx.db.sql.query<{ failure_id: string | null }>(
    "SELECT failure_id FROM job WHERE vendor_job_id = $1",
    [vendorJobId],
  );
  return failureOf(job?.failure_id);
}

/**
 * Where the failures of jobs lead that no page has a row for; or whose page says no more than that jobs fail. Documents and
 * uploads tell less than jobs and batches of the same vendor.
 */
const jobEntries: Readonly<Record<string, readonly string[]>> = {
  "landingai fail-timeout": ["landingai/timed-out"],
  "landingai fail-every-page": ["landingai/every-page-failed"],
  "landingai fail-download": ["landingai/download-failed"],
  "landingai fail-credits": ["landingai/out-of-credits"],
  "landingai fail-internal": ["landingai/job-failed", "landingai/job-failed-inside"],
  "landingai fail-without-reason": ["landingai/job-failed"],
  "scopix fail-processing": ["scopix/failed-without-reason"],
  "scopix fail-timeout": ["scopix/failed-without-reason", "scopix/failed-with-reason"],
  "scopix fail-corrupt": ["scopix/failed-without-reason", "scopix/failed-with-reason"],
  "okrapdf fail-processing": ["okrapdf/document-failed", "okrapdf/job-failed"],
  "okrapdf fail-invalid-file": ["okrapdf/document-failed", "okrapdf/invalid-file"],
  "okrapdf fail-timeout": ["okrapdf/document-failed", "okrapdf/parse-timed-out"],
  "okrapdf fail-provider": ["okrapdf/document-failed", "okrapdf/model-provider-failed"],
  "okrapdf fail-quota": ["okrapdf/document-failed", "okrapdf/insufficient-credits"],
  "okrapdf fail-job": ["okrapdf/document-failed", "okrapdf/job-failed"],
};

/** The rows of an entry, and those a provocation answers for, without the heading some name before them. */
const rowsOf = (entryId: string | null) =>
  (entryId ? entryById(entryId) : undefined)?.sources.map(({ row }) => row) ?? [];
const plain = (row: string) => row.replace(/^(?:Custom error codes|HTTP status codes): /, "");

function expectRow(provocation: Provocation, failure: Written["failure"], answer: string): void {
  const rows = rowsOf(failure?.entry_id ?? null);
  const said = `${provocation.slug}: ${failure?.entry_id} by ${failure?.rule} for ${answer.slice(0, 300)}`;
  expect(
    provocation.rows.map(plain).some((row) => rows.some((known) => known.startsWith(row))),
    said,
  ).toBe(true);
}

describe.each(vendors)("$id", ({ id, provocations, anyRoute }) => {
  const documented = provocations.filter(({ rows }) => rows.length > 0);
  const refusals = documented.filter(({ kind }) => kind === "http");
  const failures = provocations.filter(({ kind, slug, rows }) => {
    return kind === "job" && (rows.length > 0 || `${id} ${slug}` in jobEntries);
  });

  test.each(refusals.map((each) => [each.slug, each] as const))("%s leads to its row", async (slug, provocation) => {
    const endpoint = provocation.endpoints[0] === "*" ? anyRoute : (provocation.endpoints[0] ?? "");
    const { status, text, callId } = await send(id, endpoint, slug);
    expect(status).toBe(provocation.status);
    expectRow(provocation, (await writtenOf(callId)).failure, text);
  });

  const made = failures.flatMap((each) => each.endpoints.map((endpoint) => [each.slug, endpoint, each] as const));

  test.each(made)("%s of a job made by %s leads to its entry", async (slug, endpoint, provocation) => {
    const { text, callId } = await send(id, endpoint, `instant ${slug}`);
    const written = await writtenOf(callId);
    const failure = written.failure ?? (await failureOfJob(id, written.vendorJobId ?? ""));
    const known = jobEntries[`${id} ${slug}`];
    if (known) expect(known).toContain(failure?.entry_id);
    else expectRow(provocation, failure, text);
  });
});
