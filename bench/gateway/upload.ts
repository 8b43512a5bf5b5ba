import { request } from "node:http";

const block = Buffer.alloc(1024 * 1024, "x");

/** Sends `megabytes` in one request, as fast as they are taken, and returns the seconds until the answer was there. */
export async function upload(
  port: number,
  path: string,
  headers: Record<string, string>,
  megabytes: number,
): Promise<number> {
  const began = performance.now();
  const req = request({
    host: "127.0.0.1",
    port,
    path,
    method: "POST",
    headers: { ...headers, "content-type": "application/pdf", "content-length": megabytes * block.length },
  });
  const answered = new Promise<string>((resolve, reject) => {
    req.on("error", reject);
    req.on("response", (res) => {
      let text = "";
      res.on("data", (chunk) => {
        text += chunk;
      });
      res.on("end", () => resolve(text));
    });
  });
  for (let n = 0; n < megabytes; n += 1) {
    if (!req.write(block)) await new Promise((resolve) => req.once("drain", resolve));
  }
  req.end();
  const { bytes } = JSON.parse(await answered) as { bytes?: number };
  if (bytes !== megabytes * block.length) throw new Error(`Of ${megabytes} MiB ${bytes} bytes arrived.`);
  return (performance.now() - began) / 1000;
}
