import type { OperationFact, OperationMatch } from "./contract.ts";

interface CompiledOperation {
  operation: OperationFact;
  segments: readonly Segment[];
  literals: number;
}

/** A segment of a path: these very characters, or any, as the parameter of that name. */
type Segment = { literal: string } | { parameter: string };

/** Finds the operation of a request; built once per adapter. */
export type OperationMatcher = (method: string, pathname: string) => OperationMatch | null;

const parameter = /^\{(\w+)\}$/;

/** Compiles a vendor's endpoints into a matcher. Literal segments win over parameters. */
export function makeOperationMatcher(operations: readonly OperationFact[]): OperationMatcher {
  const table = new Map<string, CompiledOperation[]>();
  for (const operation of operations) {
    const segments = split(operation.path).map(segmentOf);
    const literals = segments.filter((segment) => "literal" in segment).length;
    const slot = `${operation.method} ${segments.length}`;
    table.set(slot, [...(table.get(slot) ?? []), { operation, segments, literals }]);
  }
  for (const list of table.values()) list.sort((a, b) => b.literals - a.literals);
  return (method, pathname) => {
    const actual = split(pathname);
    for (const candidate of table.get(`${method} ${actual.length}`) ?? []) {
      const params = paramsOf(candidate.segments, actual);
      if (params) return { operation: candidate.operation, params };
    }
    return null;
  };
}

function split(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function segmentOf(segment: string): Segment {
  const name = parameter.exec(segment)?.[1];
  return name ? { parameter: name } : { literal: segment };
}

function paramsOf(template: readonly Segment[], actual: readonly string[]): Record<string, string> | null {
  for (let at = 0; at < template.length; at += 1) {
    const segment = template[at];
    if (segment && "literal" in segment && segment.literal !== actual[at]) return null;
  }
  const params: Record<string, string> = {};
  for (let at = 0; at < template.length; at += 1) {
    const segment = template[at];
    if (segment && "parameter" in segment) params[segment.parameter] = safeDecode(actual[at] ?? "");
  }
  return params;
}

function safeDecode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
