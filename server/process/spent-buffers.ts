/** How often it is looked, in milliseconds, and after how many bytes of new buffers they are collected. */
const lookEveryMs = 40;
const collectAfterBytes = 12 * 1024 ** 2;

/**
 * Frees the pieces of long bodies soon after they have passed. Left alone, V8 counts buffers outside its heap as next to
 * nothing and lets some 64 MiB of them pile up; collecting the young generation takes about a millisecond. Does nothing
 * where Node was started without `--expose-gc`.
 */
export function collectSpentBuffers(): void {
  const { gc } = globalThis;
  if (!gc) return;
  let floor = process.memoryUsage().arrayBuffers;
  setInterval(() => {
    const { arrayBuffers } = process.memoryUsage();
    floor = Math.min(floor, arrayBuffers);
    if (arrayBuffers - floor < collectAfterBytes) return;
    gc({ type: "minor" });
    floor = process.memoryUsage().arrayBuffers;
  }, lookEveryMs).unref();
}
