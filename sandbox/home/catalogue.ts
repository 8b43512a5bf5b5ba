import { directiveNotes } from "../jobs/directives.ts";
import type { Provocation } from "../provoke/provocation.ts";
import type { SandboxProvider } from "../sandbox-provider.ts";

/** A provocation as `/provocations.json` lists it. */
export interface CatalogueItem {
  slug: string;
  kind: string;
  summary: string;
  status: number | null;
  code: string | null;
  text: string | null;
  endpoints: readonly string[];
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
      provocations: provider.provocations.map(itemOf),
    })),
  };
}

function itemOf(provocation: Provocation): CatalogueItem {
  const { slug, kind, summary, status, code, text, endpoints, rows, natural } = provocation;
  return { slug, kind, summary, status, code, text, endpoints, rows, natural, file_name: `${slug}.pdf` };
}
