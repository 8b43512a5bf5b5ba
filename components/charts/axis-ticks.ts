/**
 * Round tick values from 0 up to at least `max`, so that a chart's top line is a number people can say.
 * `max` 0 still gives an axis (0 and 1), since a flat line at nothing needs a scale too.
 */
export function axisTicks(max: number, wanted = 2): number[] {
  if (!(max > 0)) return [0, 1];
  const step = roundStep(max / wanted, Number.isInteger(max));
  const count = Math.ceil(max / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** The smallest of 1, 2, 2.5, 3, 4, 5, 6, 8 × 10ⁿ that is not below `raw`; whole numbers stay whole. */
function roundStep(raw: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  for (const factor of [1, 2, 2.5, 3, 4, 5, 6, 8, 10]) {
    const step = factor * power;
    if (step >= raw - 1e-9 * power && (!whole || Number.isInteger(step))) return step;
  }
  return Math.ceil(10 * power);
}
