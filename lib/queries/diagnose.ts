import { type DiagnoseInput, diagnoseResult } from "#lib/contracts/diagnose.ts";
import { fetchJson } from "./fetch-json.ts";

/** Names the catalog entry for any error material. */
export function diagnose(input: DiagnoseInput, signal?: AbortSignal) {
  return fetchJson(diagnoseResult, "/diagnose", { method: "POST", body: input, signal });
}
