/** Fields and file name found in the captured head of a multipart body; what lies beyond the head is not there. */
export interface MultipartHead {
  fileName: string | null;
  /** Complete small fields by name. */
  fields: Record<string, string>;
}

const maxFieldLength = 32_768;

/** Reads the head of a multipart body from the side; the body itself travels on untouched. Never throws. */
export function readMultipartHead(head: Buffer, contentType: string): MultipartHead {
  const boundary = /boundary="?([^";]{1,200})"?/i.exec(contentType)?.[1];
  const found: MultipartHead = { fileName: null, fields: {} };
  if (!boundary) return found;
  const parts = head.toString("utf8").split(`--${boundary}`);
  for (const [index, part] of parts.entries()) {
    const gap = part.indexOf("\r\n\r\n");
    if (gap === -1) continue;
    const disposition = /content-disposition:[^\r\n]*/i.exec(part.slice(0, gap))?.[0] ?? "";
    const fileName = fileNameOf(disposition);
    const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1];
    if (fileName !== null) found.fileName ??= fileName;
    else if (name && index < parts.length - 1) found.fields[name] = part.slice(gap + 4, -2).slice(0, maxFieldLength);
  }
  return found;
}

function fileNameOf(disposition: string): string | null {
  const extended = /filename\*=(?:UTF-8'')([^;\r\n]+)/i.exec(disposition)?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended);
    } catch {
      return extended;
    }
  }
  const quoted = /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  return quoted?.replaceAll(/\\(.)/g, "$1") ?? /filename=([^\s";]+)/i.exec(disposition)?.[1] ?? null;
}
