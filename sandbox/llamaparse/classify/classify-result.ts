import { hashText, pick, seededRandom } from "../../jobs/seeded-random.ts";
import type { ClassifyRule } from "./classify-request.ts";

/** The rule a document falls under: one whose type stands in its name, else any. `no-match` in the name gives none. */
export function classifyResult(documentName: string, rules: readonly ClassifyRule[]) {
  const name = documentName.toLowerCase();
  if (name.includes("no-match")) {
    return { type: null, confidence: 0.21, reasoning: "No rule describes the content of the document." };
  }
  const random = seededRandom(hashText(name));
  const matching = rules.filter((rule) => name.includes(rule.type.toLowerCase()));
  const rule = pick(random, matching.length > 0 ? matching : rules);
  return {
    type: rule.type,
    confidence: Math.round((0.82 + random() * 0.17) * 100) / 100,
    reasoning: `The first page reads like "${rule.type}": ${rule.description}`,
  };
}
