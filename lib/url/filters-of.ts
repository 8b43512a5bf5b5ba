import type { z } from "zod";

/**
 * Filters as a contract wants them, from what stands in the URL. A value the contract does not know is left out: an old
 * or mistyped link shows more than it should, never an error.
 */
export function filtersOf<Shape extends z.ZodRawShape>(
  contract: z.ZodObject<Shape>,
  values: Record<string, unknown>,
): z.infer<z.ZodObject<Shape>> {
  const kept: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(contract.shape)) {
    const value = values[name];
    if (value === null || value === undefined || value === "") continue;
    if (Array.isArray(value) && value.length === 0) continue;
    const parsed = (schema as z.ZodType).safeParse(value);
    if (parsed.success && parsed.data !== undefined) kept[name] = parsed.data;
  }
  return kept as z.infer<z.ZodObject<Shape>>;
}
