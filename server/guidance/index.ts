/**
 * Guidance: the catalog as operators see it, with live counts, the team's notes and whether it helped. It owns the
 * tables `entry_note` and `entry_feedback`; the guidance itself is the catalog's.
 */
export { getGuidance } from "./get-guidance.ts";
export { giveFeedback } from "./give-feedback.ts";
export { listGuidance } from "./list-guidance.ts";
export { writeNote } from "./write-note.ts";
