import { expect, test } from "vitest";
import { runSandbox } from "../testing/run-sandbox.ts";
import { systemClock } from "../time/clock.ts";

/** Real time, a hundred times faster for pauses. */
const sandbox = runSandbox({ clock: { ...systemClock, sleep: (ms) => systemClock.sleep(ms / 100) } });

function read(provoke: string, signal?: AbortSignal) {
  const headers = { authorization: "Bearer llx-a", "x-sandbox-provoke": provoke };
  return fetch(`${sandbox.url()}/llamaparse/api/v1/projects`, { headers, signal });
}

test("drop: the connection closes without an answer", async () => {
  await expect(read("drop")).rejects.toThrow("fetch failed");
});

test("reset: the answer begins and breaks off", async () => {
  const response = await read("fault-reset");
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow("terminated");
});

test("hang: no answer comes", async () => {
  await expect(read("hang", AbortSignal.timeout(100))).rejects.toThrow("timeout");
});

test("drip: the body comes whole, in many pieces", async () => {
  const response = await read("drip");
  let pieces = 0;
  let text = "";
  for await (const piece of response.body ?? []) {
    pieces += 1;
    text += Buffer.from(piece).toString();
  }
  expect(pieces).toBeGreaterThan(5);
  expect(JSON.parse(text)).toHaveLength(1);
});

test("a job whose create broke off exists all the same", async () => {
  const headers = { authorization: "Bearer llx-a", "content-type": "application/json" };
  const url = `${sandbox.url()}/llamaparse/api/v2/parse`;
  const body = JSON.stringify({ tier: "fast", version: "latest", source_url: "https://example.com/fault-drop-1.pdf" });
  await expect(fetch(url, { method: "POST", headers, body })).rejects.toThrow("fetch failed");
  const list = (await (await fetch(url, { headers })).json()) as { items: { name: string }[] };
  expect(list.items.map((item) => item.name)).toEqual(["fault-drop-1.pdf"]);
});
