import { directiveNotes } from "../jobs/directives.ts";
import type { Provocation } from "../provoke/provocation.ts";
import type { RouteGroup, SandboxProvider } from "../sandbox-provider.ts";

/** A provocation as `/provocations.json` lists it. */
export interface CatalogueItem {
  slug: string;
  kind: string;
  summary: string;
  status: number | null;
  code: string | null;
  text: string | null;
  endpoints: readonly string[];
  /** The same for people: groups of routes by name. */
  where: readonly string[];
  rows: readonly string[];
  natural: string | null;
  /** A file name that provokes it. */
  file_name: string;
}

export interface Catalogue {
  header: string;
  field: string;
  directives: { token: string; summary: string }[];
  providers: {
    id: string;
    label: string;
    base_path: string;
    key_notes: readonly string[];
    provocations: CatalogueItem[];
  }[];
}

export function catalogueOf(providers: readonly SandboxProvider[]): Catalogue {
  return {
    header: "x-sandbox-provoke: <slug or token>[, …]",
    field: "provoke:<slug or token>[,…] in any string of a JSON body",
    directives: directiveNotes.map(({ example, summary }) => ({ token: example, summary })),
    providers: providers.map((provider) => ({
      id: provider.id,
      label: provider.label,
      base_path: `/${provider.id}`,
      key_notes: provider.keyNotes,
      provocations: provider.provocations.map((provocation) => itemOf(provocation, provider.routeGroups)),
    })),
  };
}

function itemOf(provocation: Provocation, groups: readonly RouteGroup[]): CatalogueItem {
  const { slug, kind, summary, status, code, text, endpoints, rows, natural } = provocation;
  const where = whereOf(endpoints, groups);
  return { slug, kind, summary, status, code, text, endpoints, where, rows, natural, file_name: `${slug}.pdf` };
}

/** Puts a group's name for its routes, as often as all of them are there. */
function whereOf(endpoints: readonly string[], groups: readonly RouteGroup[]): string[] {
  let rest = [...endpoints];
  const names: string[] = [];
  for (const { name, routes } of groups) {
    if (!routes.every((route) => rest.includes(route))) continue;
    names.push(name);
    rest = rest.filter((route) => !routes.includes(route));
  }
  return [...names, ...rest.map((route) => (route === "*" ? "any request" : route))];
}
