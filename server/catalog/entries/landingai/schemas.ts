import { entry, notCharged, row, skillRow } from "./guide.ts";

const shared = { products: ["extract"], ground: notCharged, surfaces: ["http", "job"] } as const;

/** Schemas an extraction does not accept. */
export const schemaEntries = [
  entry({
    ...shared,
    id: "invalid-json-schema",
    title: "The schema is not JSON",
    meaning: "The text sent as schema cannot be read as JSON.",
    family: "invalid_schema",
    who: ["caller", "The caller: send valid JSON."],
    retry: ["after_change", "With a schema that is valid JSON."],
    status: 400,
    signal: "Invalid JSON schema: Expecting value: line 1 column 1 (char 0)",
    steps: [
      "Read it with a JSON reader: the message names line and column.",
      "The first API takes the schema as one JSON string, not as fields.",
      "Line 1, column 1 often means that nothing was sent.",
    ],
    sources: [
      row("Error: Invalid JSON schema"),
      row("Invalid JSON schema: Expecting value: line 1 column 1 (char 0)"),
      skillRow("The provided string is not valid JSON, let alone a schema."),
    ],
  }),
  entry({
    ...shared,
    id: "field-extraction-invalid",
    title: "The extraction failed over the schema or its data",
    meaning: "Schema and document do not go together; the details in the message say where.",
    family: "invalid_schema",
    who: ["caller", "The caller: read the details, mend the schema."],
    retry: ["after_change", "After the schema is changed."],
    status: 400,
    signal: "Field extraction invalid: {error_details}",
    steps: [
      "Read what stands behind the colon.",
      "See that every required field is defined, and in the document.",
      "Try with fewer fields.",
    ],
    sources: [row("Error: Field extraction invalid"), row("Field extraction invalid: {error_details}")],
  }),
  entry({
    ...shared,
    id: "schema-root-type",
    title: "The schema's root is not declared an object",
    meaning: "The root needs the type object, written out.",
    family: "invalid_schema",
    who: ["caller", "The caller: declare the root's type."],
    retry: ["after_change", "With the type at the root."],
    status: 422,
    signal: 'Field extraction validation error: The provided schema must have "type": "object" for the root.',
    steps: ["Write the type object at the root.", "Wrap a list of things into an object with one property."],
    sources: [
      row('Error: The provided schema must have "type": "object" for the root'),
      row('Field extraction validation error: The provided schema must have "type": "object" for the root.'),
    ],
  }),
  entry({
    ...shared,
    id: "schema-root-not-object",
    title: "The schema is JSON, but not an object",
    meaning: "Its root is a list, a text or a number.",
    family: "invalid_schema",
    who: ["caller", "The caller: send an object."],
    retry: ["after_change", "With an object at the root."],
    status: 422,
    signal: "Field extraction validation error: The provided JSON must parse to an object at the root.",
    steps: ["Send `{…}` with `type` and `properties`.", "Look whether the schema was turned into a string twice."],
    sources: [
      row("Error: The provided JSON must parse to an object at the root"),
      row("Field extraction validation error: The provided JSON must parse to an object at the root."),
    ],
  }),
  entry({
    ...shared,
    id: "schema-not-valid",
    title: "The schema breaks the rules of JSON Schema",
    meaning: "It is an object, but not a schema; the message says where.",
    family: "invalid_schema",
    who: ["caller", "The caller: mend the named place."],
    retry: ["after_change", "After the schema is mended."],
    status: 422,
    signal:
      "Field extraction validation error: The provided JSON object was not a valid JSON schema. Error: {error_details}",
    steps: ["Read what stands behind `Error:`.", "Check it with a JSON Schema checker."],
    sources: [
      row("Error: The provided JSON object was not a valid JSON schema"),
      row(
        "Field extraction validation error: The provided JSON object was not a valid JSON schema. Error: {error_details}",
      ),
    ],
  }),
  entry({
    ...shared,
    id: "schema-recursive",
    title: "The schema refers to itself",
    meaning: "References in a circle are not supported.",
    family: "invalid_schema",
    who: ["caller", "The caller: unroll the circle."],
    retry: ["after_change", "Without the circle."],
    status: 422,
    signal:
      "Field extraction validation error: The provided schema contains recursive local `$ref` cycles, which are not supported.",
    steps: ["Find the `$ref` that leads back to itself.", "Write the nested levels out, as deep as you need them."],
    sources: [
      row("Error: The provided schema contains recursive local $ref cycles"),
      row(
        "Field extraction validation error: The provided schema contains recursive local `$ref` cycles, which are not supported.",
      ),
    ],
  }),
  entry({
    ...shared,
    id: "schema-keywords",
    title: "The schema uses keywords LandingAI does not support",
    meaning: "With `strict`, such keywords are refused; without it they are left out, which may end in a 206.",
    family: "invalid_schema",
    who: ["caller", "The caller: remove the keywords that are named."],
    retry: ["after_change", "Without the keywords, or without `strict`."],
    status: 422,
    signal: "Field extraction validation error: The following schema fields were not supported: {keywords}",
    steps: ["Remove the keywords the message names.", "Or send `strict: false`, and expect a partial result."],
    sources: [
      row("Error: The following schema fields were not supported"),
      row("Field extraction validation error: The following schema fields were not supported: {keywords}"),
    ],
  }),
];
