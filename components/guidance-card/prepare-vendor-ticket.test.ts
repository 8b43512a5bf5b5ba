import { expect, it } from "vitest";
import type { EntryDetail } from "#lib/contracts/catalog.ts";
import type { GuidanceOccurrence, OccurrenceJob } from "./guidance-occurrence.ts";
import { prepareVendorTicket } from "./prepare-vendor-ticket.ts";

const job: OccurrenceJob = {
  vendorJobId: "pjb-12ue2qidroaofurlc4mfqgfgli1j",
  vendorStatus: "FAILED",
  createdAt: "2026-11-20T14:21:07.214Z",
  endedAt: "2026-11-20T14:27:38.040Z",
  tier: "agentic",
  pages: 14,
  product: "parse",
};
const occurrence: GuidanceOccurrence = {
  match: "entry",
  message: "An unknown error occurred.",
  reasons: [],
  provider: "llamaparse",
  region: "eu",
  at: "2026-11-20T14:27:38.040Z",
  requestId: "0af7651916cd43dd",
  fileName: "invoice-2291-Q3.pdf",
  client: { id: "11111111-1111-4111-8111-111111111111", name: "billing-intake" },
};
const entry = { billed: "unknown", retry: "yes" } as EntryDetail;

it("names the job, the request and the times the vendor needs to find it", () => {
  expect(
    prepareVendorTicket(entry, occurrence, job),
  ).toBe(`Subject: LlamaParse EU: job pjb-12ue2qidroaofurlc4mfqgfgli1j failed

Provider and region: LlamaParse EU
Product: parse
Tier: agentic
Pages: 14
Job id: pjb-12ue2qidroaofurlc4mfqgfgli1j
Request id: 0af7651916cd43dd
Job status: FAILED
Error message: "An unknown error occurred."
Started (UTC): 2026-11-20T14:21:07.214Z
Ended (UTC): 2026-11-20T14:27:38.040Z
Failure seen (UTC): 2026-11-20T14:27:38.040Z

Please tell us:
1. What made this job fail, and is it known on your side?
2. Was this job billed? If so, please credit it: there was no result.
3. Can the same document be sent again, and from when on?
`);
});

it("gives away neither the file's name nor the client's", () => {
  const ticket = prepareVendorTicket(entry, occurrence, job);
  expect(ticket).not.toContain("invoice-2291");
  expect(ticket).not.toContain("billing-intake");
});

it("takes out what looks like a credential in the vendor's message", () => {
  const message = 'Rejected header Authorization: "Bearer abcdefgh12345678" for api_key=sk_live_1234567890';
  const ticket = prepareVendorTicket(entry, { ...occurrence, message }, null);
  expect(ticket).not.toContain("abcdefgh12345678");
  expect(ticket).not.toContain("sk_live_1234567890");
  expect(ticket).toContain("Rejected header");
});

it("does not ask what is already known: no bill where none was written, no retry where none makes sense", () => {
  const settled = { billed: "no", retry: "no" } as EntryDetail;
  const ticket = prepareVendorTicket(settled, occurrence, null);
  expect(ticket).not.toContain("billed");
  expect(ticket).not.toContain("sent again");
  expect(ticket).toContain("a request failed");
});
