import { ExtendClient } from "extend-ai";
import type { DemoProvider, Sender } from "../scenario.ts";

const sdk = ({ gateway, token }: Sender) => new ExtendClient({ token, baseUrl: gateway });
const file = (name: string) => ({ url: `https://files.example.com/${name}.pdf` });
const once = { maxRetries: 0 };

const run =
  (tokens = "") =>
  (sender: Sender) =>
    sdk(sender).parseRuns.create({ file: file(sender.name("policy", tokens)) }, once);
const atOnce =
  (tokens = "") =>
  (sender: Sender) =>
    sdk(sender).parse({ file: file(sender.name("claim", tokens)) }, once);

export const extend: DemoProvider = {
  id: "extend",
  weight: 3,
  scenarios: [
    { name: "parse run", weight: 45, run: run() },
    { name: "parse at once", weight: 30, run: atOnce() },
    { name: "a corrupt file", weight: 4, run: atOnce("fail-CORRUPT_FILE") },
    { name: "a locked file", weight: 4, run: run("fail-PASSWORD_PROTECTED_FILE") },
    { name: "reading fails", weight: 3, run: run("fail-OCR_ERROR") },
    { name: "usage blocked", weight: 2, run: atOnce("http-402-usage-blocked") },
    { name: "an unknown run", weight: 2, run: (sender) => sdk(sender).extractRuns.retrieve("exr_gone", {}, once) },
  ],
  outage: (sender) =>
    sdk(sender).parse(
      { file: file(sender.name("claim")) },
      { ...once, headers: { "x-sandbox-provoke": "http-500-internal-error" } },
    ),
};
