import LandingAIADE, { toFile } from "landingai-ade";
import type { DemoProvider, Sender } from "../scenario.ts";

const sdk = ({ gateway, token }: Sender) => new LandingAIADE({ apikey: token, baseURL: gateway, maxRetries: 0 });
const pdf = (name: string) => toFile(Buffer.from("%PDF-1.7 demo"), `${name}.pdf`);
const schema = JSON.stringify({ type: "object", properties: { total: { type: "number" } } });

const parse =
  (tokens = "") =>
  async (sender: Sender) =>
    sdk(sender).parse({ document: await pdf(sender.name("lease", tokens)), model: "dpt-2-latest" });
const parseJob =
  (tokens = "") =>
  (sender: Sender) =>
    sdk(sender).v2.parseJobs.create({ document_url: `https://files.example.com/${sender.name("deed", tokens)}.pdf` });
const extract = (headers?: Record<string, string>) => (sender: Sender) =>
  sdk(sender).extract({ schema, markdown: `# ${sender.name("deed")}\n\nTotal 12` }, headers ? { headers } : {});

export const landingai: DemoProvider = {
  id: "landingai",
  weight: 2,
  scenarios: [
    { name: "parse", weight: 35, run: parse() },
    { name: "extract", weight: 25, run: extract() },
    { name: "parse job", weight: 20, run: parseJob() },
    { name: "pages that fail", weight: 6, run: parse("pages-6-bad-pages-2") },
    { name: "a job that takes too long", weight: 3, run: parseJob("fail-timeout") },
    {
      name: "a wrong model",
      weight: 2,
      run: (sender) => sdk(sender).v2.parse({ document_url: "https://files.example.com/http-422-model-v2.pdf" }),
    },
    { name: "the hour's pages are used up", weight: 4, run: extract({ "x-sandbox-provoke": "http-429-rate-limit" }) },
  ],
  outage: extract({ "x-sandbox-provoke": "http-500-internal" }),
};
