/** A line over time: solid over whole buckets, and apart from it the way into the bucket still filling. */
interface OpenSplit {
  /** null = nothing to draw there: a gap, or the bucket still filling. */
  whole: number | null;
  /** The bucket still filling and the one before it, so that a dashed line leads into it; null elsewhere. */
  open: number | null;
  /** No neighbour to draw a line to: shown as a dot. */
  alone: boolean;
}

/** Splits values, bucket by bucket, so that the unfinished one looks unfinished and a gap stays a gap. */
export function openSplit(values: readonly { value: number | null; unfinished: boolean }[]): OpenSplit[] {
  return values.map(({ value, unfinished }, i) => {
    const next = values[i + 1];
    const before = values[i - 1]?.value ?? null;
    return {
      whole: unfinished ? null : value,
      open: unfinished || (next?.unfinished && next.value !== null) ? value : null,
      alone: value !== null && before === null && (next?.value ?? null) === null,
    };
  });
}
