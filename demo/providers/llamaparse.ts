import LlamaCloud, { toFile } from "@llamaindex/llama-cloud";
import type { DemoProvider, Sender } from "../scenario.ts";

const sdk = ({ gateway, token }: Sender) => new LlamaCloud({ apiKey: token, baseURL: gateway, maxRetries: 1 });
const pdf = (name: string) => toFile(Buffer.from("%PDF-1.7 demo"), `${name}.pdf`);
const tiers = ["fast", "cost_effective", "cost_effective", "agentic"] as const;

function parse(tokens = "") {
  return async (sender: Sender) => {
    const tier = tiers[Math.floor(sender.random() * tiers.length)] ?? "fast";
    const upload_file = await pdf(sender.name("invoice", tokens));
    const job = await sdk(sender).parsing.create({ tier, version: "latest", upload_file });
    return sdk(sender).parsing.waitForCompletion(job.id);
  };
}

async function extract(sender: Sender) {
  const client = sdk(sender);
  const file = await client.files.create({ file: await pdf(sender.name("form")), purpose: "extract" });
  const data_schema = { type: "object", properties: { total: { type: "number" } } };
  return client.extract.create({ file_input: file.id, configuration: { tier: "cost_effective", data_schema } });
}

const down = { headers: { "x-sandbox-provoke": "http-503-service-unavailable" } };

export const llamaparse: DemoProvider = {
  id: "llamaparse",
  weight: 5,
  scenarios: [
    { name: "parse", weight: 60, run: parse() },
    { name: "extract", weight: 15, run: extract },
    { name: "a slow parse", weight: 4, run: parse("run-25s") },
    { name: "a locked file", weight: 4, run: parse("fail-PDF_IS_PROTECTED") },
    { name: "an empty file", weight: 3, run: parse("fail-NO_DATA_FOUND_IN_FILE") },
    { name: "a parse that takes too long", weight: 2, run: parse("fail-TIMEOUT") },
    { name: "no quota left", weight: 3, run: parse("http-402-no-quota") },
    { name: "too many requests", weight: 4, run: parse("http-429-too-many-requests") },
    {
      name: "a parse that never ends",
      weight: 1,
      run: async (sender) =>
        sdk(sender).parsing.create({
          tier: "fast",
          version: "latest",
          upload_file: await pdf(sender.name("ledger", "stuck")),
        }),
    },
    {
      name: "a parse that is called off",
      weight: 2,
      async run(sender) {
        const upload_file = await pdf(sender.name("memo", "run-60s"));
        const job = await sdk(sender).parsing.create({ tier: "fast", version: "latest", upload_file });
        return sdk(sender).parsing.cancel(job.id);
      },
    },
    { name: "a job of elsewhere", weight: 2, run: (sender) => sdk(sender).parsing.get("pjb-gone") },
  ],
  outage: async (sender) =>
    sdk(sender).parsing.create({ tier: "fast", version: "latest", upload_file: await pdf(sender.name("claim")) }, down),
};
