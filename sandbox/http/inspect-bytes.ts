/** What the first bytes say a file is. */
export const fileSignatures = ["empty", "pdf", "zip", "ole", "image", "text", "other"] as const;
export type FileSignature = (typeof fileSignatures)[number];

/** What is learnt about a file while its bytes pass by. */
export interface FileInspection {
  sizeBytes: number;
  signature: FileSignature;
  /** A PDF that names an encryption dictionary. */
  encrypted: boolean;
}

/** Longest stretch of a file's start that is kept to recognise it. A PDF's mark may stand within the first kilobyte. */
const headBytes = 1024;
const encryptMark = "/Encrypt";

/** Watches a file without keeping it: `take` each chunk, then `finish`. */
export function startInspection(): { take(chunk: Buffer): void; finish(): FileInspection } {
  let head = Buffer.alloc(0);
  let tail = "";
  let sizeBytes = 0;
  let marked = false;
  return {
    take(chunk) {
      sizeBytes += chunk.length;
      if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
      // The mark may lie across two chunks: the end of the last one is looked at again.
      marked ||= chunk.includes(encryptMark) || (tail + chunk.toString("latin1", 0, 8)).includes(encryptMark);
      tail = (tail + chunk.toString("latin1", Math.max(0, chunk.length - 8))).slice(-8);
    },
    finish() {
      const signature = signatureOf(head);
      return { sizeBytes, signature, encrypted: signature === "pdf" && marked };
    },
  };
}

function signatureOf(head: Buffer): FileSignature {
  if (head.length === 0) return "empty";
  if (head.includes("%PDF-")) return "pdf";
  if (head.subarray(0, 2).toString("latin1") === "PK") return "zip";
  if (head.subarray(0, 4).toString("hex") === "d0cf11e0") return "ole";
  if (/^(89504e47|ffd8ff|47494638|52494646|49492a00|4d4d002a)/.test(head.subarray(0, 4).toString("hex")))
    return "image";
  return head.includes(0) ? "other" : "text";
}
