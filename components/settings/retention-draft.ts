import { type RetentionSettings, retentionSettings } from "#lib/contracts/retention.ts";

/** The fields as they are typed; `rollups: ""` = for ever. */
export interface RetentionDraft {
  metadata: string;
  bodies: string;
  rollups: string;
}

export function draftOf({ metadataDays, bodiesDays, rollupsDays }: RetentionSettings): RetentionDraft {
  return { metadata: String(metadataDays), bodies: String(bodiesDays), rollups: rollupsDays?.toString() ?? "" };
}

/** What the fields mean, or which of them is wrong and why. */
export function readDraft(
  draft: RetentionDraft,
):
  | { settings: RetentionSettings; errors: null }
  | { settings: null; errors: Partial<Record<keyof RetentionDraft, string>> } {
  const parsed = retentionSettings.safeParse({
    metadataDays: draft.metadata.trim() || Number.NaN,
    bodiesDays: draft.bodies.trim() || Number.NaN,
    rollupsDays: draft.rollups.trim() || null,
  });
  if (parsed.success) return { settings: parsed.data, errors: null };
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return {
    settings: null,
    errors: {
      ...(wrong.has("metadataDays") ? { metadata: "A whole number of days, 35 or more." } : {}),
      ...(wrong.has("bodiesDays") ? { bodies: "A whole number of days, 1 or more." } : {}),
      ...(wrong.has("rollupsDays") ? { rollups: "A whole number of days, 35 or more, or empty." } : {}),
    },
  };
}
