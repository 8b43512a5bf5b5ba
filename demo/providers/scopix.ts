import type { DemoProvider, Sender } from "../scenario.ts";

// The vendor has no public SDK: plain requests.
async function send({ gateway, token }: Sender, path: string, body: FormData | object, provoke = "") {
  const isForm = body instanceof FormData;
  const answer = await fetch(gateway + path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      ...(isForm ? {} : { "content-type": "application/json" }),
      ...(provoke ? { "x-sandbox-provoke": provoke } : {}),
    },
    body: isForm ? body : JSON.stringify(body),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}

const upload =
  (tokens = "") =>
  (sender: Sender) => {
    const form = new FormData();
    form.set("file", new File(["%PDF-1.7 demo"], `${sender.name("scan", tokens)}.pdf`));
    return send(sender, "/files/upload", form);
  };
const schema = { type: "object", properties: { total: { type: "number" } } };
const extract =
  (provoke = "") =>
  (sender: Sender) =>
    send(sender, "/extract", { image_url: `https://files.example.com/${sender.name("receipt")}.png`, schema }, provoke);

export const scopix: DemoProvider = {
  id: "scopix",
  weight: 1,
  scenarios: [
    { name: "upload", weight: 50, run: upload() },
    { name: "extract", weight: 30, run: extract() },
    { name: "a document that fails", weight: 6, run: upload("fail-processing") },
    { name: "the vision provider fails", weight: 4, run: extract("http-503-vlm") },
    { name: "the month is used up", weight: 3, run: extract("http-429-usage") },
  ],
  outage: extract("http-503"),
};
