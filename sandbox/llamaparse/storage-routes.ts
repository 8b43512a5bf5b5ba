import { documentPages, pageText } from "../content/document-page.ts";
import { type Route, route } from "../http/exchange.ts";
import { jsonReply, textReply } from "../http/reply.ts";
import { storedFile } from "./files/file-routes.ts";
import { viewJob } from "./job-view.ts";
import { recordOf } from "./load-job.ts";
import { resultMakers } from "./parse-v2/parse-results.ts";
import type { LlamaState } from "./state.ts";

/** What presigned addresses lead to. They need no key, as at the vendor, where they live on another host. */
export function storageRoutes(state: LlamaState): Route[] {
  const gone = () => textReply(404, "<Error><Code>NoSuchKey</Code></Error>", "application/xml");
  return [
    route("GET", "/_storage/files/{id}", ({ params }) => {
      const file = storedFile(state, params.id ?? "");
      if (file === null) return gone();
      // The uploaded bytes are not kept: the address gives the document that the sandbox makes of the name.
      return textReply(200, documentPages(file.name, 1).map(pageText).join("\n"));
    }),
    route("GET", "/_storage/parse/{id}/{result}", ({ params }) => {
      const id = params.id ?? "";
      const record = recordOf(state, "parse-v2", id);
      const make = resultMakers[params.result ?? ""];
      if (record === null || make === undefined) return gone();
      const view = viewJob(state, id, record);
      return view.moment.phase === "succeeded" || view.moment.phase === "partial" ? jsonReply(200, make(view)) : gone();
    }),
  ];
}
