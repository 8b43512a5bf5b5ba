import { type Exchange, type Route, route } from "../http/exchange.ts";
import { jsonReply, type Reply, textReply } from "../http/reply.ts";
import { sameBytes, tagOf } from "../ids/seal.ts";
import { type WebhookLink, webhookLinks } from "../jobs/directives.ts";
import type { ExtendState } from "./state.ts";

/** How long a link is good for (an hour, wrapper/webhooks/Webhooks.d.ts of `extend-ai` 1.17.0), in milliseconds. */
const goodForMs = 3_600_000;
const tagBytes = 32;
/** More than anybody should read. */
const largeBytes = 6 * 1024 * 1024;
const dripMs = 1_000;
const mostDrips = 120;

/** Keeps the payload of an event and gives the signed address it lies at, or whatever the tokens want there. */
export function payloadLink(
  state: ExtendState,
  eventId: string,
  payload: Record<string, unknown>,
  leads: WebhookLink,
): string {
  state.payloads.set(eventId, payload);
  const expires = state.world.clock.now() + (leads === "expired" ? -1 : goodForMs);
  const query = new URLSearchParams({ leads, expires: String(expires) });
  const signature = Buffer.from(sign(eventId, leads, String(expires))).toString("hex");
  return `${state.world.payloadUrl()}/extend/_storage/payloads/${eventId}?${query}&signature=${signature}`;
}

/** Where signed links lead. */
export function payloadRoutes(state: ExtendState): Route[] {
  return [route("GET", "/_storage/payloads/{id}", (exchange) => storedPayload(state, exchange))];
}

/** No document shows the answers of the storage; a 403 for a stale link is what the vendor's SDK names. */
function storedPayload(state: ExtendState, { params, query }: Exchange): Reply {
  const id = params.id ?? "";
  const leads = webhookLinks.find((each) => each === query.get("leads"));
  const expires = query.get("expires") ?? "";
  const payload = state.payloads.get(id);
  const signature = new Uint8Array(Buffer.from(query.get("signature") ?? "", "hex"));
  const isOurs = leads !== undefined && sameBytes(signature, sign(id, leads, expires));
  if (!isOurs || Number(expires) < state.world.clock.now()) return textReply(403, "Forbidden");
  if (payload === undefined) return textReply(404, "Not Found");
  return lyingThere(state, leads, payload);
}

function lyingThere(state: ExtendState, leads: WebhookLink, payload: Record<string, unknown>): Reply {
  if (leads === "redirect") return { status: 302, headers: { location: state.world.baseUrl() }, body: "" };
  if (leads === "large") return jsonReply(200, { ...payload, padding: "x".repeat(largeBytes) });
  if (leads === "drip") return { ...jsonReply(200, {}), body: drips(state) };
  if (leads === "no-json") return textReply(200, "<html>no payload</html>");
  return jsonReply(200, leads === "other-job" ? { ...payload, id: "pr_of_somebody_else" } : payload);
}

async function* drips(state: ExtendState) {
  for (let n = 0; n < mostDrips; n += 1) {
    yield " ";
    await state.world.clock.sleep(dripMs);
  }
  yield "{}";
}

function sign(id: string, leads: WebhookLink, expires: string): Uint8Array {
  return tagOf("extend/payload", new TextEncoder().encode(`${id}\n${leads}\n${expires}`), tagBytes);
}
