import { z } from "zod";
import { type Exchange, type Route, route } from "../../http/exchange.ts";
import { jsonReply, type Reply } from "../../http/reply.ts";
import { checkDataSchema } from "../data-schema.ts";
import { cancelJob, deleteJob } from "../end-job.ts";
import { listJobs } from "../list-jobs.ts";
import { expansions } from "../list-query.ts";
import { loadPolled } from "../load-job.ts";
import { provokeCreate } from "../provoked.ts";
import { checkBody, readJson } from "../read-json-body.ts";
import type { LlamaState } from "../state.ts";
import { createExtract } from "./create-extract.ts";
import { extractBody, extractStatus } from "./extract-body.ts";

const kind = "extract-v2";
const validation = z.strictObject({ data_schema: z.record(z.string(), z.unknown()) });
const generation = z.strictObject({
  data_schema: z.record(z.string(), z.unknown()).nullish(),
  file_id: z.string().nullish(),
  name: z.string().nullish(),
  prompt: z.string().nullish(),
});

/** `/api/v2/extract`. */
export function extractV2Routes(state: LlamaState): Route[] {
  return [
    route("POST", "/api/v2/extract", (exchange) => createExtract(state, exchange)),
    route("GET", "/api/v2/extract", (exchange) => {
      const expand = expansions(exchange);
      return listJobs(state, exchange, kind, extractStatus, (view) => extractBody(state, view, expand));
    }),
    route("GET", "/api/v2/extract/{id}", (exchange) =>
      jsonReply(200, extractBody(state, loadPolled(state, exchange, kind), expansions(exchange))),
    ),
    route("POST", "/api/v2/extract/{id}/cancel", (exchange) =>
      jsonReply(200, extractBody(state, cancelJob(state, exchange, kind), new Set())),
    ),
    route("DELETE", "/api/v2/extract/{id}", (exchange) => {
      deleteJob(state, exchange, kind);
      return jsonReply(200, null);
    }),
    route("POST", "/api/v2/extract/schema/validation", (exchange) => validateSchema(state, exchange)),
    route("POST", "/api/v2/extract/schema/generate", (exchange) => generateSchema(state, exchange)),
  ];
}

async function validateSchema(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  provokeCreate(state, exchange, "", raw);
  const body = checkBody(validation, raw);
  checkDataSchema(body.data_schema);
  return jsonReply(200, { data_schema: body.data_schema });
}

/** A schema for invoices, whatever was asked for: no model reads the prompt. */
const invoiceSchema = {
  type: "object",
  properties: {
    invoice_number: { type: "string", description: "Number of the invoice" },
    invoice_date: { type: "string", description: "Date of issue, YYYY-MM-DD" },
    vendor_name: { type: "string", description: "Who issued the invoice" },
    total_amount: { type: "number", description: "Amount due including tax" },
  },
  required: ["invoice_number", "total_amount"],
};

async function generateSchema(state: LlamaState, exchange: Exchange): Promise<Reply> {
  const raw = await readJson(exchange);
  provokeCreate(state, exchange, "", raw);
  const body = checkBody(generation, raw);
  const parameters = { product_type: "extract_v2", data_schema: body.data_schema ?? invoiceSchema };
  return jsonReply(200, { name: body.name ?? "Generated extraction", parameters });
}
