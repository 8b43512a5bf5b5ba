import type { z } from "zod";
import type { ValidationDetail } from "./error-replies.ts";

type Issue = z.core.$ZodIssue;

/** Zod's issues in the words of pydantic 2, which the vendor's API answers with. */
export function validationDetails(error: z.ZodError, body: unknown): ValidationDetail[] {
  return error.issues.flatMap((issue) => detailsOf(issue, body));
}

function detailsOf(issue: Issue, body: unknown): ValidationDetail[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const loc = ["body", ...path];
  const input = valueAt(body, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      type: "extra_forbidden",
      loc: [...loc, key],
      msg: "Extra inputs are not permitted",
      input: valueAt(body, [...path, key]),
    }));
  }
  if (issue.code === "invalid_type" && input === undefined) {
    return [{ type: "missing", loc, msg: "Field required", input: valueAt(body, path.slice(0, -1)) ?? null }];
  }
  return [{ ...wordsFor(issue), loc, input: input ?? null }];
}

function wordsFor(issue: Issue): Pick<ValidationDetail, "type" | "msg" | "ctx"> {
  switch (issue.code) {
    case "invalid_type":
      return typeWords(issue.expected);
    case "invalid_value": {
      const expected = listOf(issue.values.map(String));
      return { type: "literal_error", msg: `Input should be ${expected}`, ctx: { expected } };
    }
    case "too_small":
      return sizeWords(issue.origin, "short", Number(issue.minimum));
    case "too_big":
      return sizeWords(issue.origin, "long", Number(issue.maximum));
    default:
      return { type: "value_error", msg: `Value error, ${issue.message}`, ctx: { error: {} } };
  }
}

const typeNames: Record<string, [type: string, msg: string]> = {
  string: ["string_type", "Input should be a valid string"],
  number: ["float_type", "Input should be a valid number"],
  int: ["int_type", "Input should be a valid integer"],
  boolean: ["bool_type", "Input should be a valid boolean"],
  array: ["list_type", "Input should be a valid list"],
  object: ["model_attributes_type", "Input should be a valid dictionary or object to extract fields from"],
  record: ["dict_type", "Input should be a valid dictionary"],
};

function typeWords(expected: string): Pick<ValidationDetail, "type" | "msg"> {
  const [type, msg] = typeNames[expected] ?? ["value_error", `Input should be a valid ${expected}`];
  return { type, msg };
}

function sizeWords(
  origin: string,
  side: "short" | "long",
  limit: number,
): Pick<ValidationDetail, "type" | "msg" | "ctx"> {
  const bound = side === "short" ? "at least" : "at most";
  const ctx = { [side === "short" ? "min_length" : "max_length"]: limit };
  if (origin === "string")
    return { type: `string_too_${side}`, msg: `String should have ${bound} ${limit} characters`, ctx };
  if (origin === "array") {
    const msg = `List should have ${bound} ${limit} items after validation`;
    return { type: `too_${side}`, msg, ctx };
  }
  const [type, words, key] =
    side === "short"
      ? ["greater_than_equal", "greater than or equal to", "ge"]
      : ["less_than_equal", "less than or equal to", "le"];
  return { type, msg: `Input should be ${words} ${limit}`, ctx: { [key]: limit } };
}

/** `'a', 'b' or 'c'`. */
function listOf(values: string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

function valueAt(body: unknown, path: readonly (string | number)[]): unknown {
  let node = body;
  for (const part of path) {
    if (typeof node !== "object" || node === null) return undefined;
    node = (node as Record<string | number, unknown>)[part];
  }
  return node;
}
