import { z } from "zod";
import { apiError } from "#lib/contracts/primitives.ts";
import { type ApiRoute, apiRoutes } from "./api-routes.ts";

type JsonSchema = Record<string, unknown> & { properties?: Record<string, JsonSchema>; required?: string[] };

/** The OpenAPI 3.1 document of the JSON API, made from its routes and their schemas. */
export function openApiDocument(serverUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of apiRoutes) {
    const path = `/api/v1${route.path.replace("+}", "}")}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Docket", version: "1", description: "The operations desk for document-AI APIs." },
    servers: [{ url: serverUrl }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "An API token." },
        session: { type: "apiKey", in: "cookie", name: "docket.session_token" },
      },
      schemas: { Error: schemaOf(apiError, "output") },
    },
  };
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;
  return rest;
}

function operationOf(route: ApiRoute): object {
  const { operation, method, path } = route;
  const inPath = [...path.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? "");
  const input = schemaOf(operation.input, "input");
  const others = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name));
  const required = (input.required ?? []).filter((name) => !inPath.includes(name));
  const query = method === "GET" ? others : [];
  return {
    operationId: operation.name,
    summary: operation.summary,
    parameters: [
      ...inPath.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      ...query.map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema })),
    ],
    ...(method === "GET" || others.length === 0 ? {} : { requestBody: bodyOf(Object.fromEntries(others), required) }),
    responses: {
      [route.success ?? 200]: {
        description: "Success",
        content: { "application/json": { schema: schemaOf(operation.output, "output") } },
      },
      default: {
        description: "Refused or failed",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

function bodyOf(properties: Record<string, JsonSchema>, required: string[]): object {
  return {
    required: true,
    content: {
      "application/json": { schema: { type: "object", properties, ...(required.length > 0 ? { required } : {}) } },
    },
  };
}
