/** Shortens an id in its middle, where ids differ least: "pjb-12ue2qidroao…gfgli1j" at most `max` characters long. */
export function truncateMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = Math.max(2, max - 1);
  const head = Math.ceil(kept / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
}
