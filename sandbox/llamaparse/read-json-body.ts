import type { z } from "zod";
import type { Exchange } from "../http/exchange.ts";
import { readBodyText } from "../http/read-body.ts";
import { Refusal } from "../http/reply.ts";
import { detailReply, validationReply } from "./error-replies.ts";
import { validationDetails } from "./validation-details.ts";

/** The JSON body of a request, or the framework's refusal of it. */
export async function readJson(exchange: Exchange): Promise<unknown> {
  const body = await readBodyText(exchange.request);
  if (body.read === "too-large") throw new Refusal(detailReply(413, "File exceeds size limit"));
  if (body.text === "") {
    throw new Refusal(validationReply([{ type: "missing", loc: ["body"], msg: "Field required", input: null }]));
  }
  try {
    return JSON.parse(body.text);
  } catch (error) {
    const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    const ctx = { error: "Expecting value" };
    const detail = { type: "json_invalid", loc: ["body", position], msg: "JSON decode error", input: {}, ctx };
    throw new Refusal(validationReply([detail]));
  }
}

/** Checks a body against a schema; everything wrong with it is answered at once, as the vendor does. */
export function checkBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Refusal(validationReply(validationDetails(result.error, body)));
}
