import { randomFillSync } from "node:crypto";

/** Random bytes are fetched, and written as hex, for many ids at once: each fetch costs more than an id. */
const pool = Buffer.alloc(8 * 512);
const digitsEach = 16;
let digits = "";
let used = 0;
let lastMs = 0;
let lastText = "";
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
    lastText = timeText(now);
    counter = 0;
  } else {
    counter += 1;
    // More in one millisecond than the counter holds, or a clock set back: time goes on by itself.
    if (counter > 0xfff) {
      lastMs += 1;
      lastText = timeText(lastMs);
      counter = 0;
    }
  }
  if (used >= digits.length) {
    randomFillSync(pool);
    digits = pool.toString("hex");
    used = 0;
  }
  const at = used;
  used += digitsEach;
  const variant = variants[Number.parseInt(digits[at] ?? "0", 16) & 0x3];
  const count = counter.toString(16).padStart(3, "0");
  return `${lastText}-7${count}-${variant}${digits.slice(at + 1, at + 4)}-${digits.slice(at + 4, at + digitsEach)}`;
}

/** The first digit of an id's fourth part says what kind of id it is; two bits of it are free. */
const variants = "89ab";

/** The time as ids begin with it. */
function timeText(ms: number): string {
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
