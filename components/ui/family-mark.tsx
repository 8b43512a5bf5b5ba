import { type Family, familyLabels } from "#lib/vocabulary.ts";
import { classNames } from "./class-names.ts";
import { familyColor, familyShape } from "./family-look.ts";

const shapes = {
  square: <rect x="0.5" y="0.5" width="9" height="9" rx="2" fill="currentColor" />,
  circle: <circle cx="5" cy="5" r="4.6" fill="currentColor" />,
  diamond: <rect x="1.7" y="1.7" width="6.6" height="6.6" rx="1" fill="currentColor" transform="rotate(45 5 5)" />,
  page: <path d="M1.5 1.2c0-.4.3-.7.7-.7H6l2.5 2.5v5.8c0 .4-.3.7-.7.7H2.2a.7.7 0 0 1-.7-.7z" fill="currentColor" />,
  triangle: <path d="M5 .8 9.4 9H.6z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />,
  ring: <circle cx="5" cy="5" r="3.7" fill="none" stroke="currentColor" strokeWidth="1.9" />,
  hollow: (
    <rect x="1.2" y="1.2" width="7.6" height="7.6" rx="1.6" fill="none" stroke="currentColor" strokeWidth="1.7" />
  ),
} as const;

interface FamilyMarkProps {
  family: Family;
  /** Writes the family's word beside the shape; without it, the word is there for screen readers only. */
  label?: boolean;
  className?: string;
}

/** A failure's family: its shape (one a group of causes), its colour and its word. */
export function FamilyMark({ family, label = false, className }: FamilyMarkProps) {
  return (
    <span className={classNames("inline-flex items-center gap-2 whitespace-nowrap", className)}>
      <svg aria-hidden viewBox="0 0 10 10" className="size-2.5 shrink-0" style={{ color: familyColor(family) }}>
        {shapes[familyShape(family)]}
      </svg>
      <span className={label ? "text-soft" : "sr-only"}>{familyLabels[family]}</span>
    </span>
  );
}
