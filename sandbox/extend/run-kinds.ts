/** Kinds of run. Never reorder: the position stands in the id. */
export const runKinds = ["parse", "extract", "classify", "split", "edit", "detect_form", "workflow"] as const;
export type RunKind = (typeof runKinds)[number];

interface KindFacts {
  /** `object` of the run. */
  object: string;
  /** Path of its collection. */
  path: string;
  idPrefix: string;
  /** The synchronous endpoint; null where there is none. */
  sync: string | null;
  batch: boolean;
  list: boolean;
  cancel: boolean;
  remove: boolean;
  /** What runs when the request names no engine. */
  engine: string;
}

const common = { batch: true, list: true, cancel: true, remove: true } as const;

/** Paths, prefixes and default engines: `extend-ai` 1.17.0, api/resources and api/types (2026-11-20). */
export const kinds: Readonly<Record<RunKind, KindFacts>> = {
  parse: {
    ...common,
    object: "parse_run",
    path: "/parse_runs",
    idPrefix: "pr_",
    sync: "/parse",
    engine: "parse_performance",
  },
  extract: {
    ...common,
    object: "extract_run",
    path: "/extract_runs",
    idPrefix: "exr_",
    sync: "/extract",
    engine: "extraction_performance",
  },
  classify: {
    ...common,
    object: "classify_run",
    path: "/classify_runs",
    idPrefix: "clr_",
    sync: "/classify",
    engine: "classification_performance",
  },
  split: {
    ...common,
    object: "split_run",
    path: "/split_runs",
    idPrefix: "splr_",
    sync: "/split",
    engine: "splitting_performance",
  },
  edit: {
    ...common,
    batch: false,
    list: false,
    cancel: false,
    object: "edit_run",
    path: "/edit_runs",
    idPrefix: "edr_",
    sync: "/edit",
    engine: "edit",
  },
  detect_form: {
    batch: false,
    list: false,
    cancel: false,
    remove: false,
    object: "form_detection_run",
    path: "/form_detection_runs",
    idPrefix: "sgr_",
    sync: "/detect_form",
    engine: "form_detection",
  },
  workflow: {
    ...common,
    object: "workflow_run",
    path: "/workflow_runs",
    idPrefix: "workflow_run_",
    sync: null,
    engine: "workflow",
  },
};

/** Names of the routes that make runs of these kinds. */
export function createRoutes(list: readonly RunKind[]): string[] {
  return list.flatMap((kind) => {
    const { path, sync } = kinds[kind];
    return [`POST ${path}`, ...(sync === null ? [] : [`POST ${sync}`])];
  });
}

export function readRoutes(list: readonly RunKind[]): string[] {
  return list.map((kind) => `GET ${kinds[kind].path}/{id}`);
}
