import { randomFillSync } from "node:crypto";

/** Random bytes are fetched for many ids at once: each fetch costs more than an id. */
const pool = Buffer.alloc(8 * 512);
let used = pool.length;
let lastMs = 0;
let counter = 0;
/** Kept from before the screens wrap `Date` in checks of their own. */
const machineNow = Date.now;

/**
 * A new call id: a UUID of version 7 (RFC 9562). Ids of this process sort in the order they were made, within a
 * millisecond too: its twelve bits beside the time are a counter.
 */
export function newCallId(now = machineNow()): string {
  if (now > lastMs) {
    lastMs = now;
    counter = 0;
  } else {
    counter += 1;
    // More in one millisecond than the counter holds, or a clock set back: time goes on by itself.
    if (counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
  }
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const random = pool.toString("hex", used, used + 8);
  used += 8;
  const variant = ((Number.parseInt(random[0] ?? "0", 16) & 0x3) | 0x8).toString(16);
  const count = counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${random.slice(1, 4)}-${random.slice(4)}`;
}
