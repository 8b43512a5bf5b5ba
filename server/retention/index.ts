/**
 * Retention: how long calls, jobs, failures, bodies and counts are kept. It owns the table `retention` and says when
 * what is due; the parts that own the tables remove their own rows.
 */
export { applyRetention, removeWhatIsDue } from "./apply-retention.ts";
export { getRetention } from "./get-retention.ts";
export { setRetention } from "./set-retention.ts";
