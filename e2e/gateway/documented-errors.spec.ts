import { expect, test } from "@playwright/test";
import { documentedErrors, rowName } from "#sandbox/llamaparse/documented-errors.ts";
import { llamaparseProvocations } from "#sandbox/llamaparse/state.ts";
import { api, callOf, desk, eventually, rowsOfEntry } from "../desk.ts";

const someId = "00000000-0000-4000-8000-000000000000";

/** Sends a plain HTTP request through the gateway that asks the sandbox for one error. */
async function provoke(slug: string, endpoint: string): Promise<Response> {
  const [method = "GET", path = ""] = endpoint === "*" ? ["GET", "/api/v1/projects"] : endpoint.split(" ");
  return fetch(desk.gateway + path.replaceAll("{id}", someId), {
    method,
    headers: {
      authorization: `Bearer ${desk.clientToken}`,
      "x-sandbox-provoke": slug,
      ...(method === "POST" ? { "content-type": "application/json" } : {}),
    },
    ...(method === "POST" ? { body: "{}" } : {}),
  });
}

test("there are 66 documented errors", () => expect(documentedErrors).toHaveLength(66));

for (const documented of documentedErrors.filter((error) => error.section !== "Job failure reasons")) {
  test(`${documented.status} ${documented.row} leads to its own entry`, async () => {
    const provocation = llamaparseProvocations.find(
      (each) => each.kind === "http" && each.rows.includes(rowName(documented)),
    );
    if (!provocation) throw new Error("nothing provokes it");
    const answer = await provoke(provocation.slug, provocation.endpoints[0] ?? "*");
    expect(answer.status).toBe(documented.status);
    await answer.arrayBuffer();
    const call = await callOf(answer.headers.get("x-docket-call-id"));
    const failure = await api(`/failures/${call.failureId}`);
    const isStatus = documented.section === "HTTP Status Code Reference";
    const row = isStatus ? `${documented.status} ${documented.row}` : documented.row;
    expect(await rowsOfEntry(failure.entryId)).toContain(row);
  });
}

for (const documented of documentedErrors.filter((error) => error.section === "Job failure reasons")) {
  test(`a v1 job failing with ${documented.row} leads to its own entry`, async () => {
    const form = new FormData();
    form.set("file", new Blob(["%PDF-"]), `instant-fail-${documented.row}.pdf`);
    const answer = await fetch(`${desk.gateway}/api/v1/parsing/upload`, {
      method: "POST",
      headers: { authorization: `Bearer ${desk.clientToken}` },
      body: form,
    });
    const { id } = (await answer.json()) as { id: string };
    const job = await eventually(
      () => api(`/jobs/${id}`),
      (seen) => seen.state === "failed",
    );
    expect(job.error.code).toBe(documented.row);
    expect(await rowsOfEntry(job.failure.entryId)).toContain(documented.row);
  });
}
