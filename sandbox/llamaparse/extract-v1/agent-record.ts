import type { JsonSchema } from "../../content/fill-schema.ts";
import { ByteReader, ByteWriter } from "../../ids/byte-stream.ts";
import { packJson, unpackJson } from "../../ids/packed-json.ts";
import { readSignedId, signedId } from "../../ids/signed-id.ts";
import { shrinkSchema } from "../data-schema.ts";

/** An extraction agent of v1: a name and a schema. */
export interface Agent {
  createdAt: number;
  name: string;
  schema: JsonSchema;
}

const purpose = "llamaparse/agent";

/** The agent that every project has and nobody can delete. */
export const defaultAgentId = "6d5f0c9e-1b7a-4e02-8c43-9a2f7e6b5d10";
export const defaultAgent: Agent = {
  createdAt: Date.UTC(2026, 0, 12, 9, 30),
  name: "default",
  schema: { type: "object", properties: { summary: { type: "string" } } },
};

/** At the vendor an agent's id is a UUID; this one is opaque, because it carries the agent. */
export function agentId(agent: Agent): string {
  const payload = new ByteWriter()
    .uint(agent.createdAt, 6)
    .string(agent.name.slice(0, 100))
    .bytes(packJson(shrinkSchema(agent.schema)))
    .finish();
  return signedId("", purpose, payload);
}

/** The agent behind an id; null when it names none. */
export function readAgentId(id: string): Agent | null {
  if (id === defaultAgentId) return defaultAgent;
  const payload = readSignedId("", purpose, id);
  if (payload === null) return null;
  const reader = new ByteReader(payload);
  return { createdAt: reader.uint(6), name: reader.string(), schema: unpackJson(reader.bytes()) as JsonSchema };
}
