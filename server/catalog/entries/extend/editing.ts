import type { CatalogEntry } from "#server/catalog/types.ts";
import { failedRun, sdkRow } from "./grounds.ts";

const editFailure = {
  provider: "extend",
  whoActs: "caller",
  retry: "after_change",
  ...failedRun,
  products: ["edit", "detect_form"],
  surfaces: ["http", "job", "webhook"],
  status: null,
  signal: null,
  kind: "error",
} as const satisfies Partial<CatalogEntry>;

const editRow = (row: string) => ({ document: "extend-edit-error-handling", row });

/** Why filling in forms and finding their fields fails. */
export const editingEntries: CatalogEntry[] = [
  {
    ...editFailure,
    id: "extend/field-detection-error",
    title: "The form's fields could not be detected",
    meaning: "Looking for the fields of the form broke. This is a fault of the step, not a form without fields.",
    family: "vendor_fault",
    whoActsDetail: "The caller: give a cleaner PDF, or a schema so that nothing has to be detected.",
    retryDetail: "With a schema or a cleaner PDF; whether repeating helps is not documented.",
    code: "FIELD_DETECTION_ERROR",
    steps: [
      "Send a schema with the request if the form is known: detection is then not needed.",
      "Flatten or re-save the PDF and submit that.",
      "Send the run id to the vendor if plain forms fail too.",
    ],
    sources: [sdkRow("FIELD_DETECTION_ERROR"), editRow("FIELD_DETECTION_ERROR")],
  },
  {
    ...editFailure,
    id: "extend/edit-invalid-options",
    title: "The options of the edit do not work",
    meaning: "An option of the edit or form detection has a wrong value, or two exclude each other.",
    family: "invalid_request",
    whoActsDetail: "The caller: correct the options.",
    retryDetail: "With valid options.",
    code: "INVALID_OPTIONS",
    steps: [
      "Compare `config` with the SDK's type EditConfig, names and values alike.",
      "Leave `advancedOptions` out and add them back one at a time.",
    ],
    sources: [sdkRow("INVALID_OPTIONS"), editRow("INVALID_OPTIONS")],
  },
  {
    ...editFailure,
    id: "extend/edit-empty-schema",
    title: "The form has no fields to fill in",
    meaning: "No schema was sent and none of the document's parts was recognised as a field.",
    family: "empty_result",
    whoActsDetail: "The caller: send a schema, or another document.",
    retryDetail: "With a schema that names the fields and their places.",
    code: "EMPTY_SCHEMA",
    steps: [
      "Open the PDF: is it a form, and are its fields visible as lines or boxes?",
      "Write the schema by hand, or generate it from a better copy of the form.",
    ],
    sources: [sdkRow("EMPTY_SCHEMA"), editRow("EMPTY_SCHEMA")],
  },
  {
    ...editFailure,
    id: "extend/edit-schema-validation",
    title: "What would be filled in does not fit the form's schema",
    meaning: "Extend made values for the fields, and at least one breaks a rule of the schema.",
    family: "invalid_schema",
    whoActsDetail: "The caller: loosen the schema or make the instructions clearer.",
    retryDetail: "With a schema that the values can satisfy, or with clearer instructions.",
    products: ["edit"],
    code: "SCHEMA_VALIDATION_ERROR",
    steps: [
      "Look in the failure message for the field and the rule.",
      "Check lengths, patterns and enumerations of that field against the value that is wanted.",
      "State formats (dates, numbers) in the instructions.",
    ],
    sources: [sdkRow("SCHEMA_VALIDATION_ERROR"), editRow("SCHEMA_VALIDATION_ERROR")],
  },
];
