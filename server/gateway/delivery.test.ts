import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { systemClock } from "#server/platform/index.ts";
import { Delivery } from "./delivery.ts";
import type { Exchange, Forwarded, SetAside } from "./exchange.ts";
import { usualLimits } from "./limits.ts";

/** A response whose last bytes come to this end. */
function answered(end: Error | undefined): Promise<Forwarded | SetAside> {
  const res = Object.assign(new EventEmitter(), {
    writeHead: () => {},
    end: (_last: Buffer, told: (error?: Error) => void) => told(end),
  });
  const exchange = {
    clock: systemClock,
    limits: usualLimits,
    req: { method: "GET", httpVersion: "1.1" },
    res,
    answering: () => {},
    captureFor: () => null,
    ownHeaders: () => [],
    beforeDelivery: null,
  } as unknown as Exchange;
  return new Promise((resolve) => {
    const delivery = new Delivery(exchange, { replay: null, setsAside: () => false }, resolve);
    const controller = { rawHeaders: ["content-length", "2"] } as never;
    delivery.onResponseStart(controller, 200, {}, "OK");
    delivery.onResponseData(controller, Buffer.from("ok"));
    delivery.onResponseEnd(controller, {});
  });
}

test("an answer that was sent whole is answered", async () => {
  expect(await answered(undefined)).toMatchObject({ kind: "answered", bytesDown: 2, complete: true });
});

test("an answer whose connection broke under its last bytes found nobody, though the vendor said all of it", async () => {
  expect(await answered(new Error("write EPIPE"))).toMatchObject({ kind: "client_gone", bytesDown: 2, complete: true });
});
