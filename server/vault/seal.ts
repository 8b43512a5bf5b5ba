import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Secret, type SecretBox } from "#server/platform/index.ts";
import type { Keyring } from "./keyring.ts";

const format = "v1";
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals with AES-256-GCM under the ring's highest version. Text form: `v1.<keyVersion>.<iv>.<ciphertext>.<tag>`, the
 * last three base64url; `boundTo` is the additional authenticated data, so a sealed text moved to another row is dead.
 */
export function makeSecretBox(keyring: Keyring): SecretBox {
  return {
    seal(secret, boundTo) {
      const version = keyring.currentVersion;
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", keyFor(keyring, version), iv, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(boundTo, "utf8"));
      const ciphertext = Buffer.concat([cipher.update(secret.open(), "utf8"), cipher.final()]);
      const parts = [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url"));
      return [format, version, ...parts].join(".");
    },
    open(sealed, boundTo) {
      const { version, iv, ciphertext, tag } = parseSealed(sealed);
      const decipher = createDecipheriv("aes-256-gcm", keyFor(keyring, version), iv, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(boundTo, "utf8"));
      decipher.setAuthTag(tag);
      return new Secret(Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8"));
    },
  };
}

/** The key version a sealed text was made under; null when it is no sealed text. */
export function sealedVersion(sealed: string): number | null {
  try {
    return parseSealed(sealed).version;
  } catch {
    return null;
  }
}

function keyFor(keyring: Keyring, version: number): Buffer {
  const key = keyring.sealingKey(version);
  if (!key) throw new Error(`The key ring has no version ${version}.`);
  return key;
}

function parseSealed(sealed: string) {
  const [word, version = "", iv = "", ciphertext = "", tag = "", ...rest] = sealed.split(".");
  if (word !== format || rest.length > 0 || !/^[1-9]\d{0,8}$/.test(version)) throw new Error("Not a sealed text.");
  return {
    version: Number(version),
    iv: decode(iv, ivBytes),
    ciphertext: decode(ciphertext),
    tag: decode(tag, tagBytes),
  };
}

/** Node skips characters it does not know and unused bits; only the one spelling that `seal` writes is accepted. */
function decode(text: string, length?: number): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text || (length !== undefined && bytes.length !== length)) {
    throw new Error("Not a sealed text.");
  }
  return bytes;
}
