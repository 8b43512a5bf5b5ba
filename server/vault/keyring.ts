import { hkdfSync } from "node:crypto";
import { StartupError } from "#server/platform/index.ts";

const keyBytes = 32;
const inspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * The master keys by version. The highest version seals and derives, every version opens. The master keys themselves
 * only feed HKDF; nothing is encrypted or signed with them directly. Prints and serialises as hidden.
 */
export class Keyring {
  readonly #masters: ReadonlyMap<number, Buffer>;
  readonly currentVersion: number;

  /** @param masters one 32-byte key a version; at least one. */
  constructor(masters: ReadonlyMap<number, Buffer>) {
    this.#masters = masters;
    this.currentVersion = Math.max(...masters.keys());
  }

  get versions(): number[] {
    return [...this.#masters.keys()].sort((a, b) => a - b);
  }

  /** The 32-byte key that seals and opens under `version`; null when the ring has no such version. */
  sealingKey(version: number): Buffer | null {
    const master = this.#masters.get(version);
    return master ? derive(master, "seal") : null;
  }

  /**
   * A 32-byte key for one other purpose, e.g. signing cookies or cursors. It follows the highest version: what it
   * signed before a rotation is not accepted afterwards.
   */
  deriveKey(purpose: string): Buffer {
    const master = this.#masters.get(this.currentVersion);
    if (!master) throw new Error("The key ring is empty.");
    return derive(master, `use:${purpose}`);
  }

  toJSON(): string {
    return "[hidden]";
  }

  [inspect](): string {
    return "[hidden]";
  }
}

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", master, "docket", purpose, keyBytes));
}

/**
 * Reads one key, or several as `1:<key>,2:<key>`; a key without a version is version 1.
 * @param from where the text came from, as the subject of a sentence.
 * @throws StartupError that says what is wrong without any part of the text.
 */
export function parseKeyring(text: string, from: string): Keyring {
  const masters = new Map<number, Buffer>();
  const entries = text.trim().split(",");
  for (const [index, entry] of entries.entries()) {
    const { version, key } = parseEntry(entry.trim(), entries.length > 1);
    const where = entries.length > 1 ? ` (entry ${index + 1})` : "";
    if (version === null) throw malformed(from, `a version is not a whole number from 1 on${where}`);
    if (key === null) throw malformed(from, `a key is not 32 bytes of base64 or hex${where}`);
    if (masters.has(version)) throw malformed(from, `version ${version} is there twice`);
    masters.set(version, key);
  }
  return new Keyring(masters);
}

function parseEntry(entry: string, needsVersion: boolean): { version: number | null; key: Buffer | null } {
  const colon = entry.indexOf(":");
  if (colon < 0) return { version: needsVersion ? null : 1, key: parseKey(entry) };
  const word = entry.slice(0, colon);
  return { version: /^[1-9]\d{0,8}$/.test(word) ? Number(word) : null, key: parseKey(entry.slice(colon + 1)) };
}

function parseKey(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  // 32 bytes are 43 base64 characters, with one `=` where padding is kept; both alphabets are read.
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, "base64");
  return null;
}

function malformed(from: string, reason: string): StartupError {
  return new StartupError(
    `${from} is not a usable master key: ${reason}; give 32 random bytes (openssl rand -base64 32), or versions as 1:<key>,2:<key>.`,
  );
}
