import { Refusal } from "../../http/reply.ts";
import { detailReply, refuse } from "../error-replies.ts";
import { observedTexts } from "../provocations/observed-provocations.ts";

/** `ParsingMode` in the vendor's SDK 2.16.0. */
const parseModes: readonly string[] = [
  "parse_document_with_agent",
  "parse_document_with_llm",
  "parse_document_with_lvm",
  "parse_page_with_agent",
  "parse_page_with_layout_agent",
  "parse_page_with_llm",
  "parse_page_with_lvm",
  "parse_page_without_llm",
];

/** The list of models is not published in one place; any model of these makers is taken. An assumption. */
const modelMakers = /^(openai|anthropic|gemini|azure|custom)/;

/** Refuses modes, models and keys as v1 does; other fields are not looked at. */
export function checkV1Fields(fields: Record<string, string>): void {
  const { parse_mode: mode, vendor_multimodal_model_name: model, vendor_multimodal_api_key: modelKey } = fields;
  if (mode && !parseModes.includes(mode)) refuse("Parse Errors", "Parsing mode ... is not supported.", [mode]);
  if (model && !modelMakers.test(model)) {
    refuse("Parse Errors", "Vendor multimodal model ... is not supported.", [model]);
  }
  if (modelKey && mode !== "parse_page_with_lvm") throw new Refusal(detailReply(400, observedTexts.vendorKey));
}
