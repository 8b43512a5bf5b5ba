import { FamilyMark } from "#components/ui/family-mark.tsx";
import { type Family, familyLabels } from "#lib/vocabulary.ts";

interface DrillTrailProps {
  family: Family | null;
  entry: string | null;
  onDrill: (to: { family: Family | null; entry: string | null }) => void;
}

/** Where one is between all causes, one family and one entry, with the way back. */
export function DrillTrail({ family, entry, onDrill }: DrillTrailProps) {
  if (!family && !entry) return "Failures over time";
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2">
      <Back onPress={() => onDrill({ family: null, entry: null })}>All causes</Back>
      <Slash />
      {family && entry && (
        <>
          <Back onPress={() => onDrill({ family, entry: null })}>{familyLabels[family]}</Back>
          <Slash />
        </>
      )}
      {family && !entry && (
        <>
          <FamilyMark family={family} className="[&>span]:sr-only" />
          <span aria-hidden>{familyLabels[family]}</span>
        </>
      )}
      {entry && <span className="truncate font-mono text-xs">{entry}</span>}
    </span>
  );
}

function Back({ onPress, children }: { onPress: () => void; children: string }) {
  return (
    <button type="button" onClick={onPress} className="rounded-chip text-soft hover:text-ink hover:underline">
      {children}
    </button>
  );
}

function Slash() {
  return (
    <span aria-hidden className="text-decor">
      /
    </span>
  );
}
