import OpenAI from "openai";
import type { DemoProvider, Sender } from "../scenario.ts";

const schema = { type: "object", properties: { total: { type: "number" } } };
const response_format = { type: "json_schema" as const, json_schema: { name: "invoice", schema } };
const messages = [{ role: "user" as const, content: "What is the total?" }];

async function upload({ gateway, token }: Sender, name: string): Promise<string> {
  const answer = await fetch(`${gateway}/v1/documents`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ url: `https://files.example.com/${name}.pdf` }),
  });
  const { document_id: id } = (await answer.json()) as { document_id?: string };
  if (!id) throw new Error(`answered ${answer.status}`);
  return id;
}

const ask =
  (provoke = "") =>
  async (sender: Sender) => {
    const id = await upload(sender, sender.name("brief", "instant"));
    const baseURL = `${sender.gateway}/v1/documents/${id}`;
    const client = new OpenAI({ apiKey: sender.token, baseURL, maxRetries: 0 });
    const headers = provoke ? { "x-sandbox-provoke": provoke } : {};
    return client.chat.completions.create({ model: "default", messages, response_format }, { headers });
  };

export const okrapdf: DemoProvider = {
  id: "okrapdf",
  weight: 1,
  scenarios: [
    { name: "upload", weight: 40, run: (sender) => upload(sender, sender.name("brief")) },
    { name: "extract", weight: 40, run: ask() },
    { name: "nothing to extract", weight: 5, run: ask("http-422-blocked") },
    { name: "an extraction that takes too long", weight: 4, run: ask("http-504-structured-output") },
    {
      name: "a document that fails",
      weight: 4,
      run: (sender) => upload(sender, sender.name("brief", "fail-processing")),
    },
  ],
  outage: ask("http-502-edge"),
};
