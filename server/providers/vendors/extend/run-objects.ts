/** Products by the `object` a run names itself with (extend-ai 1.17.0, api/types, 2026-11-20). */
const products: Readonly<Record<string, string>> = {
  parse_run: "parse",
  parse_run_status: "parse",
  extract_run: "extract",
  classify_run: "classify",
  split_run: "split",
  edit_run: "edit",
  form_detection_run: "detect_form",
  workflow_run: "workflow",
  workflow_step_run: "workflow",
  batch_run: "batch",
  batch_processor_run: "batch",
  evaluation_set_run: "evaluation",
};

/** Products of the older processor runs, by their `type` (LegacyProcessorType.d.ts). */
const legacyTypes: Readonly<Record<string, string>> = { EXTRACT: "extract", CLASSIFY: "classify", SPLITTER: "split" };

/** The product of a kind of run; the older processor runs tell it by their type. */
export function productOf(object: string, type: string | null | undefined): string {
  const named = productNamed(object);
  if (named !== null) return named;
  return (type && Object.hasOwn(legacyTypes, type) ? legacyTypes[type] : undefined) ?? "processor";
}

/** The product of an `object` value; null for one that is no run. */
export function productNamed(object: string): string | null {
  return Object.hasOwn(products, object) ? (products[object] ?? null) : null;
}
