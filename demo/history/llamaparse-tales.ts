import { dataSchema, documentName, failing } from "./material.ts";
import { follow, lifeOf, type Received, type Tale, type Teller } from "./tale.ts";

const provider = "llamaparse" as const;

/** Uploads a document for parsing and follows the job. */
function parse(kind: Parameters<typeof documentName>[1], tier: string, pageMs: number, more = "") {
  return async (teller: Teller): Promise<Received> => {
    const life = lifeOf(teller, pageMs, tier === "agentic" ? 8 : 1);
    const created = await teller.send({
      method: "POST",
      path: "/api/v2/parse/upload",
      form: {
        fields: { configuration: JSON.stringify({ tier, version: "latest" }) },
        file: documentName(teller, kind),
      },
      tokens: `${life.tokens} ${more}`,
    });
    const { id } = created.body;
    const read = { method: "GET" as const, path: `/api/v2/parse/${id}?expand=text` };
    await follow(teller, { vendorJobId: id, life, read, settles: true });
    return created;
  };
}

async function extract(teller: Teller, more = ""): Promise<void> {
  const life = lifeOf(teller, 700, 3);
  const file = await teller.send({
    method: "POST",
    path: "/api/v1/beta/files",
    form: { fields: { purpose: "extract" }, file: documentName(teller, "contract") },
  });
  teller.pass(400);
  const { body } = await teller.send({
    method: "POST",
    path: "/api/v2/extract",
    json: { file_input: file.body.id, configuration: { tier: "cost_effective", data_schema: dataSchema } },
    tokens: `${life.tokens} ${more}`,
  });
  const read = { method: "GET" as const, path: `/api/v2/extract/${body.id}` };
  await follow(teller, { vendorJobId: body.id, life, read, settles: true });
}

async function firstApi(teller: Teller): Promise<void> {
  const life = lifeOf(teller, 400, 4);
  const { body } = await teller.send({
    method: "POST",
    path: "/api/v1/parsing/upload",
    form: { fields: {}, file: documentName(teller, "report") },
    tokens: `${life.tokens} ends-partial`,
  });
  await follow(teller, { vendorJobId: body.id, life, read: null });
}

/** A job that hangs for hours, until its client calls it off; one that nobody calls off is `forgotten`. */
function stuck(more: { calledOff: boolean }) {
  return async (teller: Teller): Promise<void> => {
    const { body } = await teller.send({
      method: "POST",
      path: "/api/v2/parse/upload",
      form: {
        fields: { configuration: JSON.stringify({ tier: "agentic", version: "latest" }) },
        file: documentName(teller, "report"),
      },
      tokens: "stuck pages-48",
    });
    const { id } = body;
    if (typeof id !== "string") return;
    for (const minutes of [1, 9, 20, 60, 100]) {
      teller.pass(minutes * 60_000);
      await teller.look(id);
    }
    if (more.calledOff) await teller.send({ method: "POST", path: `/api/v2/parse/${id}/cancel` });
  };
}

/** The vendor forgets a job that it took. */
async function lost(teller: Teller): Promise<void> {
  const { body } = await teller.send({
    method: "POST",
    path: "/api/v2/parse/upload",
    form: {
      fields: { configuration: JSON.stringify({ tier: "fast", version: "latest" }) },
      file: documentName(teller, "invoice"),
    },
    tokens: "run-10m poll-404",
  });
  teller.pass(14_000);
  if (typeof body.id === "string") await teller.look(body.id);
}

async function calledOff(teller: Teller): Promise<void> {
  const { body } = await teller.send({
    method: "POST",
    path: "/api/v2/parse/upload",
    form: {
      fields: { configuration: JSON.stringify({ tier: "agentic", version: "latest" }) },
      file: documentName(teller, "report"),
    },
    tokens: "queue-1s-run-4m-pages-30",
  });
  teller.pass(35_000);
  if (body.id) await teller.send({ method: "POST", path: `/api/v2/parse/${body.id}/cancel` });
}

const invoices = { client: "invoice-bot", provider };
const contracts = { client: "contract-search", provider };
const research = { client: "research", provider };

export const llamaparseTales: readonly Tale[] = [
  { ...invoices, name: "an invoice", weight: 30, tell: parse("invoice", "cost_effective", 450) },
  { ...invoices, name: "a simple invoice", weight: 12, tell: parse("invoice", "fast", 120) },
  { ...research, name: "a long report", weight: 5, tell: parse("report", "agentic", 1_500) },
  { ...contracts, name: "a contract", weight: 9, tell: extract },
  {
    ...invoices,
    name: "a locked invoice",
    weight: 0.9,
    tell: parse("invoice", "cost_effective", 100, "fail-PDF_IS_PROTECTED"),
  },
  { ...invoices, name: "an empty scan", weight: 0.7, tell: parse("scan", "fast", 100, "fail-NO_DATA_FOUND_IN_FILE") },
  { ...research, name: "a broken download", weight: 0.4, tell: parse("report", "agentic", 200, "fail-PDF_IS_BROKEN") },
  { ...research, name: "too long a report", weight: 0.4, tell: parse("report", "agentic", 9_000, "fail-TIMEOUT") },
  { ...research, name: "a report of the first API", weight: 0.7, tell: firstApi },
  { ...contracts, name: "a refused extraction", weight: 0.3, tell: (teller) => extract(teller, "fail-llm-refusal") },
  {
    ...invoices,
    name: "too many at once",
    weight: 0.9,
    tell: failing(5, parse("invoice", "fast", 120, "http-429-too-many-requests")),
  },
  { ...invoices, name: "an answer that broke off", weight: 0.25, tell: parse("invoice", "fast", 120, "reset") },
  { ...invoices, name: "a job the vendor lost", weight: 0.25, tell: lost },
  { ...research, name: "a stuck report", weight: 0.25, tell: stuck({ calledOff: true }) },
  { ...research, name: "a report called off", weight: 0.5, tell: calledOff },
];

/** A job that hangs to this day. */
export const forgotten: Tale = {
  ...research,
  name: "a forgotten report",
  weight: 1,
  tell: stuck({ calledOff: false }),
};

/** While the vendor is down: the client tries twice and gives up. */
export const llamaparseDown: Tale = {
  ...invoices,
  name: "the vendor is down",
  weight: 1,
  tell: failing(2, parse("invoice", "cost_effective", 450, "http-503-service-unavailable")),
};

/** A release of the client's sends a schema the vendor cannot read. */
export const brokenSchema: Tale = {
  ...contracts,
  name: "a broken schema",
  weight: 1,
  tell: (teller) => extract(teller, "http-400-schema"),
};
