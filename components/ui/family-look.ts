import type { Family } from "#lib/vocabulary.ts";

export type FamilyShape = "square" | "circle" | "diamond" | "page" | "triangle" | "ring" | "hollow";

/** One shape a group of causes: vendor side, limits, the file, the request, the answer, access, nothing known. */
const shapeOf: Record<Family, FamilyShape> = {
  vendor_fault: "square",
  unavailable: "square",
  network: "square",
  rate_limit: "diamond",
  quota: "diamond",
  unsupported_file: "page",
  file_too_large: "page",
  protected_file: "page",
  corrupt_file: "page",
  empty_result: "page",
  invalid_schema: "circle",
  invalid_request: "circle",
  not_found: "circle",
  conflict: "circle",
  timeout: "triangle",
  refusal: "triangle",
  partial_result: "triangle",
  auth: "ring",
  permission: "ring",
  region_mismatch: "ring",
  unclassified: "hollow",
};

/** The family's colour token as a CSS value, for marks and charts alike. */
export function familyColor(family: Family): string {
  return `var(--family-${family.replaceAll("_", "-")})`;
}

/** The family's shape, so that neighbours in hue never differ by colour alone. */
export function familyShape(family: Family): FamilyShape {
  return shapeOf[family];
}
