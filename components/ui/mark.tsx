import { classNames } from "./class-names.ts";

export const markShapes = ["circle", "ring", "half", "diamond", "square", "cross", "hollow-diamond", "dash"] as const;
export type MarkShape = (typeof markShapes)[number];

const paths: Record<MarkShape, React.ReactNode> = {
  circle: <circle cx="6" cy="6" r="4.2" fill="currentColor" />,
  ring: <circle cx="6" cy="6" r="3.7" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  half: (
    <>
      <circle cx="6" cy="6" r="3.7" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 2.3a3.7 3.7 0 0 1 0 7.4z" fill="currentColor" />
    </>
  ),
  diamond: <rect x="2.4" y="2.4" width="7.2" height="7.2" rx="1" fill="currentColor" transform="rotate(45 6 6)" />,
  "hollow-diamond": (
    <rect
      x="2.9"
      y="2.9"
      width="6.2"
      height="6.2"
      rx="1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      transform="rotate(45 6 6)"
    />
  ),
  square: <rect x="2" y="2" width="8" height="8" rx="1.8" fill="currentColor" />,
  cross: <path d="m3 3 6 6m0-6-6 6" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  dash: <path d="M2.5 6h7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
};

/** A 12 px shape in the current text colour; the word it stands for is always written beside it. */
export function Mark({ shape, className }: { shape: MarkShape; className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 12 12" className={classNames("size-3 shrink-0", className)}>
      {paths[shape]}
    </svg>
  );
}
