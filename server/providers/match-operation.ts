import type { OperationFact, OperationMatch } from "./contract.ts";

interface CompiledOperation {
  operation: OperationFact;
  segments: readonly string[];
  literals: number;
}

/** Finds the operation of a request; built once per adapter. */
export type OperationMatcher = (method: string, pathname: string) => OperationMatch | null;

const parameter = /^\{(\w+)\}$/;

/** Compiles a vendor's endpoints into a matcher. Literal segments win over parameters. */
export function makeOperationMatcher(operations: readonly OperationFact[]): OperationMatcher {
  const table = new Map<string, CompiledOperation[]>();
  for (const operation of operations) {
    const segments = split(operation.path);
    const literals = segments.filter((segment) => !parameter.test(segment)).length;
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

function paramsOf(template: readonly string[], actual: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, segment] of template.entries()) {
    const value = actual[index] ?? "";
    const name = parameter.exec(segment)?.[1];
    if (name) params[name] = safeDecode(value);
    else if (segment !== value) return null;
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
