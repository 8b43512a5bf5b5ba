import type { SpoolHealth } from "#lib/contracts/spool.ts";
import type { Role } from "#lib/vocabulary.ts";
import type { Background } from "./background.ts";
import type { Bus } from "./bus.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./db.ts";
import type { Env } from "./env.ts";
import type { Log } from "./log.ts";
import type { Outbound } from "./outbound-http.ts";
import type { Secret } from "./secret.ts";

/** Who acts. `system` is Docket itself: loops, the gateway, start-up. */
export type Acting =
  | { kind: "operator"; id: string; label: string; role: Role }
  | { kind: "token"; id: string; label: string; role: Role }
  | { kind: "system"; label: string };

/** Seals and opens secrets under the master key; `boundTo` ties a sealed text to its row. */
export interface SecretBox {
  seal(secret: Secret, boundTo: string): string;
  /** Throws when the text was changed, belongs to another row, or the master key is another. */
  open(sealed: string, boundTo: string): Secret;
}

/** The world as an operation sees it. Nothing else is global. */
export interface Context {
  db: Database;
  clock: Clock;
  log: Log;
  outbound: Outbound;
  background: Background;
  secrets: SecretBox;
  bus: Bus;
  env: Env;
  acting: Acting;
  /** This process's row in `instance`. */
  instanceId: string;
  /** Where the sandbox listens, without a trailing slash; null when it is off. */
  sandboxUrl: string | null;
  /** This process's journal of calls on disk, as it was when the context was handed out; null without a gateway. */
  spool?: SpoolHealth | null;
}
