import { describe, expect, it } from "vitest";
import { memorySink } from "./export-sink.ts";

const piece = (text: string) => new TextEncoder().encode(text);

describe("an export held in memory", () => {
  it("is whole, in order and of its type", async () => {
    const sink = memorySink();
    const many = Array.from({ length: 5 }, (_, n) => new Uint8Array(3 * 1024 * 1024).fill(n));
    for (const one of many) await sink.write(one);
    const file = await sink.finish("text/csv");
    expect([file.size, file.type]).toEqual([15 * 1024 * 1024, "text/csv"]);
    const read = new Uint8Array(await file.arrayBuffer());
    for (const n of many.keys()) expect(read[n * 3 * 1024 * 1024 + 7]).toBe(n);
  });

  it("stops at its bound, and says what to do", async () => {
    const sink = memorySink(1024 * 1024);
    await sink.write(new Uint8Array(1024 * 1024));
    await expect(sink.write(piece("x"))).rejects.toThrow(/larger than 1 MiB.*narrow the filters/);
  });

  it("is let go of when it is dropped", async () => {
    const sink = memorySink();
    await sink.write(piece("abc"));
    await sink.drop();
    expect((await sink.finish("text/csv")).size).toBe(0);
  });
});
