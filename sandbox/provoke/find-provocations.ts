import type { Provocation } from "./provocation.ts";

export const provokeHeader = "x-sandbox-provoke";

/** Finds the slugs named in a text, longest first where one begins like another. */
export type ProvocationFinder = (text: string) => Provocation[];

/** A slug counts where no letter or digit touches it: `scan-fail-TIMEOUT.pdf` does, `fail-TIMEOUTS.pdf` does not. */
export function makeFinder(provocations: readonly Provocation[]): ProvocationFinder {
  const bySlug = new Map(provocations.map((provocation) => [provocation.slug.toLowerCase(), provocation]));
  const slugs = [...bySlug.keys()].sort((left, right) => right.length - left.length);
  const pattern = new RegExp(`(?<![a-z0-9])(?:${slugs.map(RegExp.escape).join("|")})(?![a-z0-9])`, "g");
  return (text) => {
    const found = text.toLowerCase().match(pattern) ?? [];
    return found.flatMap((slug) => bySlug.get(slug) ?? []);
  };
}

const fieldMark = /provoke:([\w.,-]+)/gi;

/** Everything behind `provoke:` in the strings of a JSON value, joined by spaces. */
export function provokingFields(value: unknown): string {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node === "string") found.push(...[...node.matchAll(fieldMark)].map((match) => match[1] ?? ""));
    else if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === "object" && node !== null) Object.values(node).forEach(visit);
  };
  visit(value);
  return found.join(" ");
}

/** Whether a provocation works on a route. */
export function worksOn(provocation: Provocation, route: string): boolean {
  return provocation.endpoints.includes("*") || provocation.endpoints.includes(route);
}
