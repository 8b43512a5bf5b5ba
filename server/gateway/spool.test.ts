import {
  appendFileSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLog } from "#server/platform/index.ts";
import { Spool } from "./spool.ts";
import { LineBuffer, readSpoolLines } from "./spool-lines.ts";
import type { SpoolDisk, SpoolLimits } from "./spool-place.ts";

const owner = "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "docket-spool-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (limits?: SpoolLimits, disk?: SpoolDisk) => new Spool({ dir, limits, disk }, owner, silentLog);
const files = () => readdirSync(dir).sort();
/** An entry as it lies on disk. */
function spoolLine(text: string): string {
  const lines = new LineBuffer();
  lines.add(text);
  return lines.bytes.toString();
}
/** Everything on disk, in order, as the next process finds it. */
const onDisk = () => open().leftovers.flatMap(({ path }) => readSpoolLines(readFileSync(path)).texts);

test("whatever was noted before an end without warning is read back, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
      rmSync(dir, { recursive: true, force: true });
      const lines = texts.map((text) => JSON.stringify({ text }));
      const spool = open({ maxBytes: 1e9, maxFileBytes: 200 });
      for (const line of lines) spool.append(line);
      spool.flush();
      expect(onDisk()).toEqual(lines);
    }),
    { numRuns: 15 },
  );
});

test("entries of any length and alphabet gather as they are, one after the other", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", ""))), (texts) => {
      const lines = new LineBuffer();
      lines.add("before");
      lines.clear();
      const long = texts.map((text, at) => text.repeat(at % 5 === 4 ? 20_000 : 1));
      for (const text of long) lines.add(text);
      expect(readSpoolLines(lines.bytes)).toEqual({ texts: long, damaged: 0 });
      expect(lines.bytes).toHaveLength(lines.length);
    }),
    { numRuns: 20 },
  );
});

test("a last line that breaks off is left out, however little of it is missing; those before it are whole", () => {
  const spool = open();
  for (const n of [1, 2, 3]) spool.append(`{"n":${n}}`);
  spool.flush();
  const [name = ""] = files();
  const { length } = readFileSync(join(dir, name));
  for (let cut = 1; cut < spoolLine('{"n":3}').length; cut += 1) {
    truncateSync(join(dir, name), length - cut);
    expect(readSpoolLines(readFileSync(join(dir, name)))).toEqual({ texts: ['{"n":1}', '{"n":2}'], damaged: 0 });
  }
});

test("a line with a flipped bit is left out and counted, wherever the bit is; its neighbours are whole", () => {
  const lines = ['{"n":1}', '{"n":2}', '{"n":3}'].map(spoolLine);
  const middle = Buffer.from(lines[1] ?? "");
  for (let at = 0; at < middle.length - 1; at += 1) {
    for (const bit of [1, 64]) {
      const spoilt = Buffer.from(middle);
      spoilt[at] = (spoilt[at] ?? 0) ^ bit;
      const { texts, damaged } = readSpoolLines(
        Buffer.concat([Buffer.from(lines[0] ?? ""), spoilt, Buffer.from(lines[2] ?? "")]),
      );
      expect(texts).not.toContain('{"n":2}');
      expect([texts[0], texts.at(-1)]).toEqual(['{"n":1}', '{"n":3}']);
      expect(damaged).toBeGreaterThanOrEqual(1);
    }
  }
  expect(readSpoolLines(Buffer.from("no spool at all\n\n\u0000\n")).texts).toEqual([]);
});

test("a file goes once everything in it is safe, and not before", () => {
  const spool = open({ maxBytes: 1e9, maxFileBytes: 40 });
  const first = spool.append('{"first":1}');
  spool.append('{"first":2}');
  spool.flush();
  const second = spool.append('{"second":1}');
  spool.flush();
  expect(first).not.toBe(second);
  expect(files()).toHaveLength(2);
  spool.release(first);
  expect(files()).toHaveLength(2);
  spool.release(first);
  expect(files()).toHaveLength(1);
  spool.release(second);
  spool.rotate();
  expect([files(), spool.bytes]).toEqual([[], 0]);
});

test("what is safe before it was written is never written", () => {
  const spool = open();
  spool.release(spool.append('{"quick":1}'));
  spool.flush();
  expect(files()).toEqual([]);
});

test("the spool says how full it is, and files of others do not disturb it", () => {
  writeFileSync(join(dir, "notes.txt"), "mine");
  const spool = open({ maxBytes: 1_000, maxFileBytes: 300 });
  expect([spool.state, spool.share]).toEqual(["ok", 0]);
  const text = JSON.stringify("x".repeat(88));
  for (let n = 0; n < 8; n += 1) spool.append(text);
  spool.flush();
  expect(spool.state).toBe("filling");
  for (let n = 0; n < 3; n += 1) spool.append(text);
  spool.flush();
  expect(spool.state).toBe("full");
  // The next process finds it as full.
  expect(open({ maxBytes: 1_000, maxFileBytes: 300 }).state).toBe("full");
  expect(files()).toContain("notes.txt");
});

/** A disk with room for `left` bytes, which tells what it was asked to make safe. */
function smallDisk(left: number) {
  const disk = {
    left,
    syncs: 0,
    open: (path: string) => openSync(path, "a", 0o600),
    write(fd: number, bytes: Buffer) {
      if (disk.left <= 0) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      const part = bytes.subarray(0, disk.left);
      disk.left -= part.length;
      return writeSync(fd, part);
    },
    sync(_fd: number, done: (error: Error | null) => void) {
      disk.syncs += 1;
      setImmediate(done, null);
    },
  };
  return disk;
}

test("a disk that is full in the middle of a line takes everything, whole and once, when it has room again", async () => {
  const disk = smallDisk(45);
  const spool = open(undefined, disk);
  const lines = ['{"n":1}', '{"n":2}', '{"n":3}', '{"n":4}'];
  for (const line of lines.slice(0, 2)) spool.append(line);
  spool.flush();
  spool.append('{"n":3}');
  spool.flush();
  expect(spool.state).toBe("refused");
  expect(await spool.synced()).toBe(false);
  expect(onDisk()).toEqual(lines.slice(0, 2));
  disk.left = 1_000;
  spool.append('{"n":4}');
  expect(await spool.synced()).toBe(true);
  expect(spool.state).toBe("ok");
  expect(onDisk()).toEqual(lines);
});

test("one round of the disk makes safe all who ask together; who asks during it gets the next", async () => {
  const disk = smallDisk(10_000);
  const spool = open(undefined, disk);
  const asked = Array.from({ length: 50 }, (_, n) => {
    spool.append(`{"n":${n}}`);
    return spool.synced();
  });
  expect(await Promise.all(asked)).toEqual(asked.map(() => true));
  expect(disk.syncs).toBeLessThanOrEqual(2);
});

test("an entry is not called safe before the file it lies in is", async () => {
  const safe = new Set<number>();
  const disk: SpoolDisk = {
    open: (path) => openSync(path, "a", 0o600),
    write: (fd, bytes) => writeSync(fd, bytes),
    sync(fd, done) {
      setImmediate(() => {
        safe.add(fd);
        done(null);
      });
    },
  };
  const spool = open({ maxBytes: 1e9, maxFileBytes: 20 }, disk);
  const opened: number[] = [];
  const { open: really } = disk;
  disk.open = (path) => {
    const fd = really(path);
    opened.push(fd);
    safe.delete(fd);
    return fd;
  };
  for (let n = 0; n < 5; n += 1) {
    spool.append(`{"number":${n}}`);
    spool.flush();
  }
  expect(await spool.synced()).toBe(true);
  expect(new Set(opened).size).toBeGreaterThan(0);
  for (const fd of opened) expect(safe).toContain(fd);
});

test("what another process appends to a damaged end does not hide what follows in later files", () => {
  const spool = open({ maxBytes: 1e9, maxFileBytes: 20 });
  spool.append('{"first":true}');
  spool.flush();
  const [name = ""] = files();
  appendFileSync(join(dir, name), "0000");
  spool.append('{"second":true}');
  spool.flush();
  expect(onDisk()).toEqual(['{"first":true}', '{"second":true}']);
});
