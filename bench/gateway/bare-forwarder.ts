/** The least a Node program can do between a caller and a vendor: `node:http` on both sides, one keep-alive pool. */
import { Agent, createServer, request } from "node:http";
import { listening } from "./program.ts";

const upstreamPort = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

const server = createServer((req, res) => {
  const onward = request(
    { host: "127.0.0.1", port: upstreamPort, method: req.method, path: req.url, headers: req.headers, agent },
    (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    },
  );
  onward.on("error", () => res.destroy());
  req.pipe(onward);
});
server.requestTimeout = 0;
server.keepAliveTimeout = 120_000;
listening(server);
