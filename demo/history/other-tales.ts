import { addressOf, dataSchema, documentName, failing } from "./material.ts";
import { follow, lifeOf, type Tale, type Teller } from "./tale.ts";

/** A call that is one request and its answer; its work takes as long as a document of its kind. */
function atOnce(path: string, pageMs: number, json: (teller: Teller) => unknown, more = "") {
  return async (teller: Teller): Promise<void> => {
    const life = lifeOf(teller, pageMs);
    await teller.send({ method: "POST", path, json: json(teller), tokens: `${life.tokens} ${more}` });
  };
}

// --- Extend -------------------------------------------------------------------------------------------------------

const claims = { client: "claims-intake", provider: "extend" } as const;
const file = (kind: "claim" | "policy") => (teller: Teller) => ({
  file: { url: addressOf(documentName(teller, kind)) },
});

function run(product: "parse" | "extract", more = "") {
  return async (teller: Teller): Promise<void> => {
    const life = lifeOf(teller, product === "parse" ? 600 : 900);
    const config = product === "extract" ? { config: { schema: dataSchema } } : {};
    const json = { ...file("policy")(teller), ...config };
    const path = `/${product}_runs`;
    const { body } = await teller.send({ method: "POST", path, json, tokens: `${life.tokens} ${more}` });
    const read = { method: "GET" as const, path: `${path}/${body.id}` };
    await follow(teller, { vendorJobId: body.id, life, read: product === "parse" ? read : null });
    if (product === "parse" || typeof body.id !== "string") return;
    // The result names the parse run that the extraction made.
    for (const id of runsOf((await teller.send(read)).body)) await teller.look(id);
  };
}

/** The runs that a run's bill names, its own left out. */
function runsOf({ id, usage }: Record<string, unknown>): string[] {
  const { breakdown } = (usage ?? {}) as { breakdown?: { id: string }[] };
  return (breakdown ?? []).map((part) => part.id).filter((part) => part !== id);
}

const extendTales: readonly Tale[] = [
  { ...claims, name: "a policy", weight: 14, tell: run("parse") },
  { ...claims, name: "a claim at once", weight: 9, tell: atOnce("/parse", 500, file("claim")) },
  { ...claims, name: "a policy's fields", weight: 7, tell: run("extract") },
  { ...claims, name: "a corrupt claim", weight: 0.6, tell: atOnce("/parse", 50, file("claim"), "fail-CORRUPT_FILE") },
  { ...claims, name: "a locked policy", weight: 0.5, tell: run("parse", "fail-PASSWORD_PROTECTED_FILE") },
  { ...claims, name: "unreadable handwriting", weight: 0.4, tell: run("parse", "fail-OCR_ERROR") },
  {
    ...claims,
    name: "too fast",
    weight: 0.5,
    tell: failing(4, atOnce("/parse", 50, file("claim"), "http-429-rate-limit")),
  },
  {
    ...claims,
    name: "a claim nobody heard of again",
    weight: 0.12,
    tell: atOnce("/parse", 500, file("claim"), "drop"),
  },
];

// --- LandingAI ----------------------------------------------------------------------------------------------------

const leases = { client: "contract-search", provider: "landingai" } as const;
const parseOptions = (teller: Teller) => ({
  document_url: addressOf(documentName(teller, "lease")),
  model: "dpt-2-latest",
});
const extractOptions = (teller: Teller) => ({
  schema: JSON.stringify(dataSchema),
  markdown: `# ${documentName(teller, "lease")}\n\nTotal 12`,
});

function landingJob(more = "") {
  return async (teller: Teller): Promise<void> => {
    const life = lifeOf(teller, 900, 6);
    const json = { document_url: addressOf(documentName(teller, "lease")) };
    const path = "/v2/parse/jobs";
    const { body } = await teller.send({ method: "POST", path, json, tokens: `${life.tokens} ${more}` });
    await follow(teller, { vendorJobId: body.job_id, life, read: { method: "GET", path: `${path}/${body.job_id}` } });
  };
}

const landingaiTales: readonly Tale[] = [
  { ...leases, name: "a lease", weight: 8, tell: atOnce("/v1/ade/parse", 700, parseOptions) },
  { ...leases, name: "a lease's fields", weight: 5, tell: atOnce("/v1/ade/extract", 250, extractOptions) },
  { ...leases, name: "a long lease", weight: 4, tell: landingJob() },
  { ...leases, name: "two bad pages", weight: 0.9, tell: atOnce("/v1/ade/parse", 700, parseOptions, "bad-pages-1") },
  {
    ...leases,
    name: "fields that do not fit",
    weight: 0.5,
    tell: atOnce("/v1/ade/extract", 250, extractOptions, "ends-partial"),
  },
  { ...leases, name: "too long a lease", weight: 0.3, tell: landingJob("fail-timeout") },
  {
    ...leases,
    name: "the hour's pages are used up",
    weight: 0.5,
    tell: failing(3, atOnce("/v1/ade/parse", 50, parseOptions, "http-429-rate-limit")),
  },
];

/** The same broken schema, sent to the other vendor that reads contracts. */
export const brokenFields: Tale = {
  ...leases,
  name: "a broken schema",
  weight: 1,
  tell: atOnce("/v1/ade/extract", 50, extractOptions, "http-422-schema"),
};

// --- Scopix -------------------------------------------------------------------------------------------------------

const receipts = { client: "invoice-bot", provider: "scopix" } as const;
const receipt = (teller: Teller) => ({ image_url: addressOf(documentName(teller, "receipt")), schema: dataSchema });

function upload(more = "") {
  return async (teller: Teller): Promise<void> => {
    const life = lifeOf(teller, 500);
    const form = { fields: {}, file: documentName(teller, "scan") };
    const { body } = await teller.send({
      method: "POST",
      path: "/files/upload",
      form,
      tokens: `${life.tokens} ${more}`,
    });
    await follow(teller, { vendorJobId: body.id, life, read: { method: "GET", path: `/files/${body.id}` } });
  };
}

const scopixTales: readonly Tale[] = [
  { ...receipts, name: "a scan", weight: 5, tell: upload() },
  { ...receipts, name: "a receipt", weight: 4, tell: atOnce("/extract", 900, receipt) },
  { ...receipts, name: "a scan that fails", weight: 0.4, tell: upload("fail-processing") },
  {
    ...receipts,
    name: "the vision provider fails",
    weight: 0.4,
    tell: atOnce("/extract", 50, receipt, "http-503-vlm"),
  },
];

// --- okraPDF ------------------------------------------------------------------------------------------------------

const briefs = { client: "research", provider: "okrapdf" } as const;

function brief(question: string | null, more = "") {
  return async (teller: Teller): Promise<void> => {
    const life = lifeOf(teller, 500);
    const json = { url: addressOf(documentName(teller, "report")) };
    const uploadTokens = question === null ? `${life.tokens} ${more}` : life.tokens;
    const { body } = await teller.send({ method: "POST", path: "/v1/documents", json, tokens: uploadTokens });
    const id = body.document_id;
    await follow(teller, { vendorJobId: id, life, read: { method: "GET", path: `/v1/documents/${id}/status` } });
    if (question === null || typeof id !== "string") return;
    teller.pass(2_000);
    await atOnce(`/v1/documents/${id}/chat/completions`, 300, () => ask(question), more)(teller);
  };
}

function ask(content: string) {
  const response_format = { type: "json_schema", json_schema: { name: "answer", schema: dataSchema } };
  return { model: "default", messages: [{ role: "user", content }], response_format };
}

const okrapdfTales: readonly Tale[] = [
  { ...briefs, name: "a brief", weight: 4, tell: brief(null) },
  { ...briefs, name: "a question", weight: 4, tell: brief("What does it cost?") },
  { ...briefs, name: "nothing to extract", weight: 0.4, tell: brief("Who signed it?", "http-422-blocked") },
  {
    ...briefs,
    name: "too slow an answer",
    weight: 0.3,
    tell: brief("List every table.", "http-504-structured-output"),
  },
  { ...briefs, name: "a brief that fails", weight: 0.3, tell: brief(null, "fail-processing") },
];

export const otherTales: readonly Tale[] = [...extendTales, ...landingaiTales, ...scopixTales, ...okrapdfTales];
