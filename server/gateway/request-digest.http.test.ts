import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/index.ts";
import { eventually } from "#server/testing/index.ts";
import { ensureSandboxKey } from "#server/vault/index.ts";
import { type GatewayWorld, openGatewayWorld } from "./gateway-for-tests.ts";

let world: GatewayWorld;
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: false });
  world = await openGatewayWorld("http://127.0.0.1:9", {}, { sandboxUrl: sandbox.url });
  await ensureSandboxKey(world.ctx);
  await eventually(async () => {
    const answer = await fetch(`${gateway()}/api/v1/projects`, { headers: { authorization: `Bearer ${world.token}` } });
    expect(answer.status).toBe(200);
  });
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

const gateway = () => `http://127.0.0.1:${world.port}/gateway/llamaparse/sandbox`;

async function create(path: string, body: FormData | object): Promise<string> {
  const headers = { authorization: `Bearer ${world.token}` };
  const isForm = body instanceof FormData;
  const answer = await fetch(`${gateway()}${path}`, {
    method: "POST",
    headers: isForm ? headers : { ...headers, "content-type": "application/json" },
    body: isForm ? body : JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { id: string }).id;
}

function upload(bytes: Buffer<ArrayBuffer>): FormData {
  const body = new FormData();
  body.set("configuration", JSON.stringify({ tier: "fast", version: "latest" }));
  body.set("file", new File([bytes], "instant.pdf"));
  return body;
}

async function digestOf(vendorJobId: string): Promise<string | null> {
  const sql = "SELECT request_digest FROM job WHERE vendor_job_id = $1";
  const [row] = await world.ctx.db.sql.query<{ request_digest: string | null }>(sql, [vendorJobId]);
  return row?.request_digest ?? null;
}

test("the same submit again has the same digest, whatever its boundary; another document or purpose has another", async () => {
  const large = Buffer.alloc(300_000, "%PDF-1.7 ");
  const changed = Buffer.from(large);
  changed[299_999] = 1;
  const first = await digestOf(await create("/api/v2/parse/upload", upload(large)));
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await digestOf(await create("/api/v2/parse/upload", upload(large)))).toBe(first);
  expect(await digestOf(await create("/api/v2/parse/upload", upload(changed)))).not.toBe(first);
  const json = { source_url: "https://example.com/instant.pdf", tier: "fast", version: "latest" };
  const asked = await digestOf(await create("/api/v2/parse", json));
  expect(await digestOf(await create("/api/v2/parse", json))).toBe(asked);
  expect(await digestOf(await create("/api/v2/parse", { ...json, tier: "agentic" }))).not.toBe(asked);
});

test("a document uploaded again and submitted by its new id is the same submit; another document is not", async () => {
  const send = async (bytes: Buffer<ArrayBuffer>) => {
    const body = new FormData();
    body.set("purpose", "parse");
    body.set("file", new File([bytes], "instant.pdf"));
    const headers = { authorization: `Bearer ${world.token}` };
    const answer = await fetch(`${gateway()}/api/v1/beta/files`, { method: "POST", headers, body });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    await world.settled();
    return create("/api/v2/parse", { file_id: id, tier: "fast", version: "latest" });
  };
  const bytes = Buffer.from("%PDF-1.7 one");
  const first = await digestOf(await send(bytes));
  expect(first).not.toBeNull();
  expect(await digestOf(await send(bytes))).toBe(first);
  expect(await digestOf(await send(Buffer.from("%PDF-1.7 two")))).not.toBe(first);
});
