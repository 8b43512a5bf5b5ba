/**
 * The vendor of the bench, a program of its own: takes any body and answers every request with the same small JSON. What
 * it answers depends on nothing, so that every contestant is compared on the same work; and it takes as little of the
 * machine as it can, for a real vendor takes none of it.
 */
import { createServer } from "node:http";
import { createServer as createDoor } from "node:net";
import { plainRequest } from "./plain-request.ts";
import { listening } from "./program.ts";

const answers: Readonly<Record<string, object>> = {
  default: {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_760_000_000,
    model: "small",
    choices: [{ index: 0, message: { role: "assistant", content: "A short answer." }, finish_reason: "stop" }],
    usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
  },
};

/** Whether its jobs have ended when they are asked about. */
const finishes = process.argv.includes("finishes");
let jobs = 0;

/** What is answered to whatever is not about a job. */
const fixed = JSON.stringify(answers.default);

/** Jobs need ids of their own, or all of them would be one row. */
function answerTo(method: string, target: string): string {
  const [path = "/"] = target.split("?");
  if (method === "POST" && path === "/api/v2/parse") {
    jobs += 1;
    return JSON.stringify({ id: `pjb-bench-${process.pid}-${jobs}`, status: "PENDING", tier: "fast" });
  }
  if (method === "GET" && path.startsWith("/api/v2/parse/"))
    return JSON.stringify({
      job: { id: path.slice("/api/v2/parse/".length), status: finishes ? "COMPLETED" : "RUNNING" },
    });
  return fixed;
}

const rawFixed = Buffer.from(raw(fixed));

/** An answer as it goes over the wire. */
function raw(body: string): string {
  const length = Buffer.byteLength(body);
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`;
}

const server = createServer((req, res) => {
  let bytes = 0;
  req.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  req.on("end", () => {
    const path = req.url ?? "/";
    const body = path.endsWith("/upload") ? JSON.stringify({ bytes }) : answerTo(req.method ?? "GET", path);
    res.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) }).end(body);
  });
});
server.requestTimeout = 0;
server.keepAliveTimeout = 120_000;

/** Small requests are answered here, in raw bytes. One of another kind, and what follows it, is the server's. */
const door = createDoor({ noDelay: true }, (socket) => {
  socket.on("error", () => {});
  socket.on("data", function read(packet: Buffer) {
    const request = plainRequest(packet);
    if (request && !request.path.endsWith("/upload")) {
      const body = answerTo(request.method, request.path);
      socket.write(body === fixed ? rawFixed : raw(body));
      return;
    }
    socket.off("data", read);
    server.emit("connection", socket);
    socket.unshift(packet);
  });
});
listening(door);
