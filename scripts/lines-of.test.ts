import { describe, expect, it } from "vitest";
import { linesOf } from "./lines-of.ts";

async function* chunks(parts: readonly (string | Uint8Array)[]) {
  for (const part of parts) yield typeof part === "string" ? new TextEncoder().encode(part) : part;
}

async function read(parts: readonly (string | Uint8Array)[], maxLength = 100): Promise<(string | null)[]> {
  const all: (string | null)[] = [];
  for await (const lines of linesOf(chunks(parts), maxLength)) all.push(...lines);
  return all;
}

describe("linesOf", () => {
  it("gives each line once, wherever the chunks break", async () => {
    expect(await read(["a\nb", "c\r\n\nd", "\n"])).toEqual(["a", "bc", "", "d"]);
    expect(await read(["a\nlast without an end"])).toEqual(["a", "last without an end"]);
    expect(await read([])).toEqual([]);
  });

  it("puts a letter together that two chunks share, and drops a byte-order mark", async () => {
    const bytes = new TextEncoder().encode("\uFEFFä\nb");
    expect(await read([bytes.slice(0, 4), bytes.slice(4)])).toEqual(["ä", "b"]);
  });

  it("gives null for a line that is too long, in one chunk or in many, and goes on", async () => {
    expect(await read(["x".repeat(11), "x".repeat(11), "\nshort\n"], 10)).toEqual([null, "short"]);
    expect(await read([`${"x".repeat(11)}\nshort\n`], 10)).toEqual([null, "short"]);
    expect(await read(["x".repeat(11)], 10)).toEqual([null]);
  });
});
