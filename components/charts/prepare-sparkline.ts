/** A spark line ready to draw: SVG paths in a `width` × `height` box. */
interface SparkLine {
  line: string;
  /** The same line closed down to the bottom, for a quiet fill. */
  area: string;
}

/**
 * Scales values between 0 and their own maximum: a spark line shows shape, the number beside it shows size. Fewer than
 * two values have no shape: null. A row of zeros is a line along the bottom.
 */
export function prepareSparkline(values: readonly number[], width: number, height: number): SparkLine | null {
  if (values.length < 2) return null;
  const max = Math.max(...values);
  const inset = 1;
  const step = width / (values.length - 1);
  const points = values.map((value, i) => {
    const y = max > 0 ? inset + (1 - Math.max(value, 0) / max) * (height - 2 * inset) : height - inset;
    return `${round(i * step)} ${round(y)}`;
  });
  const line = `M${points.join("L")}`;
  return { line, area: `${line}L${round(width)} ${height}L0 ${height}Z` };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
