import { prepareSparkline } from "./prepare-sparkline.ts";

interface SparklineProps {
  values: readonly number[];
  width?: number;
  height?: number;
  /** Fills the surface below the line. */
  filled?: boolean;
  className?: string;
}

/** A spark line: the shape of a row's numbers over the window. The number itself stands beside it. */
export function Sparkline({ values, width = 72, height = 18, filled = false, className }: SparklineProps) {
  const shape = prepareSparkline(values, width, height);
  return (
    <svg aria-hidden width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={className}>
      {shape && filled && <path d={shape.area} className="fill-fill" />}
      {shape && (
        <path
          d={shape.line}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.25"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      )}
    </svg>
  );
}
