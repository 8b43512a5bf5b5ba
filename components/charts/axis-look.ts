/** How every chart's axes look: quiet text, no lines but the grid's. */
export const axisLook = {
  axisLine: false,
  tickLine: false,
  tick: { fill: "var(--quiet)", fontSize: 11 },
  interval: 0,
} as const;

/** The horizontal grid. */
export const gridLook = { vertical: false, stroke: "var(--line-faint)" } as const;

/** Room around the plot, in pixels. */
export const plotMargin = { top: 14, right: 10, bottom: 0, left: 0 } as const;

/** Room for the labels under a time axis, in pixels. */
export const timeAxisHeight = 22;
