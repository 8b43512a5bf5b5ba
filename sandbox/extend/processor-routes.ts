import { type Route, route } from "../http/exchange.ts";
import { Refusal } from "../http/reply.ts";
import { extendReply } from "./replies.ts";
import { requestError } from "./request-errors.ts";

const collections = [
  ["extractors", "extractor", /^ex_/],
  ["classifiers", "classifier", /^cl_/],
  ["splitters", "splitter", /^spl_/],
  ["workflows", "workflow", /^(?:workflow|wf)_/],
] as const;

/** What runs are made with. Nothing is kept: lists are empty, and every id of the right prefix is known. */
export function processorRoutes(): Route[] {
  return collections.flatMap(([path, object, prefix]) => [
    route("GET", `/${path}`, () => extendReply(200, { object: "list", data: [] })),
    route("GET", `/${path}/{id}`, ({ params }) => {
      const id = params.id ?? "";
      if (!prefix.test(id)) throw new Refusal(requestError("http-404-not-found"));
      const at = "2026-01-01T00:00:00.000Z";
      return extendReply(200, { object, id, name: `Sandbox ${object}`, createdAt: at, updatedAt: at });
    }),
  ]);
}
