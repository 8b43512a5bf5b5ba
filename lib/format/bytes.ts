const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size in decimal units: 318 → "318 B", 2400000 → "2.4 MB". */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const shown = unit === 0 || value >= 99.5 ? Math.round(value) : Number(value.toFixed(1));
  return `${shown} ${units[unit]}`;
}
