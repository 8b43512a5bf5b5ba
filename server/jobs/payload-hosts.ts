import { v7 as uuidv7 } from "uuid";
import {
  addPayloadHostInput,
  type PayloadHost,
  type PlaceLinks,
  payloadHost,
  payloadHostIdInput,
} from "#lib/contracts/webhooks.ts";
import { isAllowedHost, payloadHostProblem } from "#lib/payload-host.ts";
import { AppError, type Context, defineOperation } from "#server/platform/index.ts";
import { providerById, regionOf } from "#server/providers/index.ts";
import * as store from "./payload-host-store.ts";

const mostHosts = 20;
const auditTarget = ({ provider, region }: { provider: string; region: string }) =>
  `payload_hosts:${provider}/${region}`;

const shown = (row: store.PayloadHostRow): PayloadHost => ({ ...row, createdAt: row.createdAt.toISOString() });

/** Allows a host: signed payloads of this place are fetched from it from now on. */
export const addPayloadHost = defineOperation({
  name: "payloadHosts.add",
  summary: "Allow a host that signed webhook payloads are fetched from",
  kind: "write",
  permission: "administer",
  input: addPayloadHostInput,
  output: payloadHost,
  async run(ctx, { provider, region, host }) {
    const adapter = providerById(provider);
    if (!adapter?.webhook?.links || !regionOf(adapter, region)) {
      throw new AppError("invalid_input", "No links come in place of payloads from there.");
    }
    if ((await store.findPayloadHosts(ctx.db, { provider, region })).length >= mostHosts) {
      throw new AppError("conflict", `There are ${mostHosts} hosts already; remove one that is not used.`);
    }
    const row = { id: uuidv7(), provider, region, host, createdAt: ctx.clock.now() };
    if (!(await store.insertPayloadHost(ctx.db, row))) throw new AppError("conflict", "This host is allowed already.");
    return shown(row);
  },
  audit: (_input, added) => ({ target: auditTarget(added), detail: { host: added.host } }),
});

/** Takes a host's permission back: links to it are no longer followed. */
export const removePayloadHost = defineOperation({
  name: "payloadHosts.remove",
  summary: "No longer fetch signed webhook payloads from a host",
  kind: "write",
  permission: "administer",
  input: payloadHostIdInput,
  output: payloadHost,
  run: async (ctx, { id }) => shown(await store.removePayloadHost(ctx.db, id)),
  audit: (_input, removed) => ({ target: auditTarget(removed), detail: { host: removed.host } }),
});

/** For each place, the hosts that are allowed and those that links came with and are not. */
export async function linksOfPlaces(
  ctx: Context,
): Promise<(provider: string, region: string) => Omit<PlaceLinks, "source">> {
  const [allowed, seen] = await Promise.all([store.findPayloadHosts(ctx.db), store.hostsOfDeliveries(ctx.db.sql)]);
  return (provider, region) => {
    const isHere = (row: { provider: string; region: string }) => row.provider === provider && row.region === region;
    const here = allowed.filter(isHere);
    const hosts = store.hostsOf(here);
    return {
      allowed: here.map(shown),
      refused: seen
        .filter((row) => isHere(row) && !isAllowedHost(row.host, hosts))
        .map(({ host, deliveries, last_at }) => ({
          host,
          deliveries,
          lastAt: last_at.toISOString(),
          mayBeAllowed: payloadHostProblem(host) === null,
        })),
    };
  };
}
