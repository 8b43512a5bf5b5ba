import fc from "fast-check";
import { expect, test } from "vitest";
import { fileSignatures } from "../http/inspect-bytes.ts";
import { type FileRecord, fileBytes, fileFromBytes, fileId, readFileId } from "./file-record.ts";
import { jobFailures } from "./job-failures.ts";
import { type JobRecord, jobId, jobKinds, readJobId } from "./job-record.ts";
import { readV1ParseId, type V1ParseRecord, v1Modes, v1ParseId, v1PollFaults } from "./parse-v1/v1-parse-record.ts";

const time = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2050, 0) });
const seed = fc.nat(2 ** 24 - 1);
const text = fc.string({ unit: "grapheme", maxLength: 40 });
const project = fc.constantFrom("3b7c2f0e-5d1a-4c86-9e2f-8a64d0b1f7c3", "other-project");

const file: fc.Arbitrary<FileRecord> = fc.record({
  uploadedAt: time,
  seed,
  sizeBytes: fc.nat(2 ** 31 - 1),
  signature: fc.constantFrom(...fileSignatures),
  encrypted: fc.boolean(),
  name: text,
  purpose: fc.constantFrom("parse", "extract", "agent_app", "something else", ""),
  externalFileId: text,
  projectId: project,
});

const urlJob = fc.record({
  createdAt: time,
  seed,
  documentName: text,
  directives: text,
  projectId: project,
  tier: fc.constantFrom("fast", "agentic_plus", "unheard-of", ""),
  input: fc.constant({ from: "url" as const }),
  config: fc.constantFrom<unknown>(
    undefined,
    { rules: [{ type: "a", description: "b" }] },
    { data_schema: { type: "object" } },
  ),
});

test("a file's id gives back everything that is known about the file", () => {
  fc.assert(
    fc.property(file, (record) => {
      const bytes = readFileId(fileId(fileBytes(record)));
      expect(bytes === null ? null : fileFromBytes(bytes)).toEqual(record);
    }),
  );
});

test("a job's id gives back the job, with the file or the parse job it works on", () => {
  fc.assert(
    fc.property(urlJob, file, fc.constantFrom(...jobKinds), fc.nat(2), (job, source, kind, from) => {
      const parse = jobId({ ...job, kind: "parse-v2" });
      const inputs: JobRecord["input"][] = [
        { from: "url" },
        { from: "file", id: fileId(fileBytes(source)) },
        { from: "parse-job", id: parse },
      ];
      const record: JobRecord = { ...job, kind, input: inputs[from] ?? { from: "url" } };
      expect(readJobId(kind, jobId(record))).toEqual(record);
    }),
  );
});

test("the id of one kind of job, and an id changed by hand, name nothing", () => {
  fc.assert(
    fc.property(urlJob, (job) => {
      const id = jobId({ ...job, kind: "split" });
      expect(readJobId("classify-v2", id)).toBeNull();
      expect(readJobId("split", `${id.slice(0, -1)}${id.endsWith("a") ? "b" : "a"}`)).toBeNull();
    }),
  );
});

test("a v1 parse job's UUID gives back its whole future", () => {
  const record: fc.Arbitrary<V1ParseRecord> = fc.record({
    createdAt: time,
    content: fc.nat(255),
    queueTenths: fc.nat(1023),
    runTenths: fc.nat(4095),
    end: fc.constantFrom("succeeded", "partial", "cancelled", "stuck"),
    failure: fc.constant(null),
    pages: fc.integer({ min: 1, max: 63 }),
    badPages: fc.nat(3),
    mode: fc.constantFrom(...v1Modes),
    cacheHit: fc.boolean(),
    billedFailure: fc.boolean(),
    pollFault: fc.constantFrom(...v1PollFaults),
  });
  fc.assert(
    fc.property(record, (job) => {
      expect(readV1ParseId(v1ParseId(job))).toEqual(job);
    }),
  );
  const failed = fc.tuple(record, fc.constantFrom(...jobFailures));
  fc.assert(
    fc.property(failed, ([job, failure]) => {
      expect(readV1ParseId(v1ParseId({ ...job, end: "failed", failure }))).toEqual({ ...job, end: "failed", failure });
    }),
  );
});
