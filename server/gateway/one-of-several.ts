import { join } from "node:path";
import type { Context } from "#server/platform/index.ts";
import type { PassOn } from "./carry-out.ts";
import { type Gateway, openGateway } from "./handler.ts";
import { type GatewayLimits, usualLimits } from "./limits.ts";
import { type SpoolPlace, usualSpoolLimits } from "./spool-place.ts";

/** A gateway process among others of the same Docket. */
export interface OneOfSeveral {
  /** Its folder. */
  dataDir: string;
  /** How many there are, the main process not counted. */
  processes: number;
  /** Has the main process answer a call. */
  counting: PassOn;
}

/**
 * Opens the gateway of one process of several. Connections come to them in turn, so each takes on its share of the calls,
 * and together they take on what one alone would; calls that a limit counts are left to the main process.
 */
export function openOneOfSeveral(ctx: Context, { dataDir, processes, counting }: OneOfSeveral): Promise<Gateway> {
  return openGateway(ctx, dividedLimits(processes), spoolPlaceAmong(dataDir, processes), counting);
}

/** The spool in `dataDir`, where the main process and `processes` others share the bound on the disk. */
export function spoolPlaceAmong(dataDir: string, processes: number): SpoolPlace {
  const { maxBytes, maxFileBytes } = usualSpoolLimits;
  return { dir: join(dataDir, "spool"), limits: { maxBytes: Math.floor(maxBytes / (processes + 1)), maxFileBytes } };
}

function dividedLimits(processes: number): Partial<GatewayLimits> {
  const part = (n: number) => Math.ceil(n / processes);
  const { inFlightPerClient, turnstile } = usualLimits;
  return {
    inFlightPerClient: part(inFlightPerClient),
    turnstile: {
      perTarget: part(turnstile.perTarget),
      waitingPerTarget: part(turnstile.waitingPerTarget),
      waitingPerClient: part(turnstile.waitingPerClient),
      waitMs: turnstile.waitMs,
    },
  };
}
