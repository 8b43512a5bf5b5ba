const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 20, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
];

/** Tick values in ms from 0 up to at least `max`, on lengths of time people say: seconds, half minutes, hours, days. */
export function durationTicks(max: number, wanted = 3): number[] {
  if (!(max > 0)) return [0, second];
  const raw = max / wanted;
  const step = steps.find((one) => one >= raw) ?? Math.ceil(raw / day) * day;
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, i) => i * step);
}
