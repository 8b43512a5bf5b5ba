import { type SpoolHealth, spoolStates } from "#lib/contracts/spool.ts";
import type { Gateway } from "#server/gateway/index.ts";

/** How much a gateway has to do. */
export interface GatewayLoad {
  /** Calls under way. */
  inFlight: number;
  /** Records of calls not yet in the database. */
  waiting: number;
  spool: SpoolHealth;
}

/** How much a gateway has to do just now. */
export function loadOf({ inFlight, waiting, spool }: Gateway): GatewayLoad {
  return { inFlight, waiting, spool };
}

/** What several gateways have to do together; the spool is in the state of the worst. Null for none. */
export function loadOfAll(loads: readonly GatewayLoad[]): GatewayLoad | null {
  if (loads.length === 0) return null;
  const sum = (read: (load: GatewayLoad) => number) => loads.reduce((all, load) => all + read(load), 0);
  const states = loads.map(({ spool }) => spoolStates.indexOf(spool.state));
  return {
    inFlight: sum(({ inFlight }) => inFlight),
    waiting: sum(({ waiting }) => waiting),
    spool: {
      bytes: sum(({ spool }) => spool.bytes),
      share: Math.max(...loads.map(({ spool }) => spool.share)),
      state: spoolStates[Math.max(...states)] ?? "ok",
    },
  };
}
