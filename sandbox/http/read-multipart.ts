import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import busboy from "busboy";
import type { FileInspection } from "./inspect-bytes.ts";
import { startInspection } from "./inspect-bytes.ts";

/** What is kept of an uploaded file: never its bytes. */
export interface UploadedFile extends FileInspection {
  /** Name of the form field. */
  field: string;
  /** Null when the part carried no file name. */
  name: string | null;
}

export interface MultipartForm {
  fields: Record<string, string>;
  file: UploadedFile | null;
}

export type MultipartResult = { read: "whole"; form: MultipartForm } | { read: "too-large" } | { read: "malformed" };

/**
 * Reads a multipart body as a stream: fields are kept (1 MB each), files are only counted and looked at. A file in one
 * of `fileFields` counts as the upload, even without a file name.
 */
export function readMultipart(
  request: IncomingMessage,
  options: { fileFields: readonly string[]; maxFileBytes: number },
): Promise<MultipartResult> {
  const form: MultipartForm = { fields: {}, file: null };
  return new Promise((resolve) => {
    const settle = (result: MultipartResult) => {
      request.unpipe();
      request.resume();
      resolve(result);
    };
    const parser = startParser(request, options.maxFileBytes);
    if (parser === null) return settle({ read: "malformed" });
    parser.on("field", (name, value) => {
      form.fields[name] = value;
    });
    parser.on("file", (field, stream, info) => {
      const name = (info.filename as string | undefined) ?? null;
      watchFile(
        stream,
        () => settle({ read: "too-large" }),
        (seen) => {
          if (options.fileFields.includes(field)) form.file ??= { field, name, ...seen };
        },
      );
    });
    parser.on("error", () => settle({ read: "malformed" }));
    parser.on("close", () => settle({ read: "whole", form }));
    request.on("aborted", () => settle({ read: "malformed" }));
    request.pipe(parser);
  });
}

function startParser(request: IncomingMessage, maxFileBytes: number): busboy.Busboy | null {
  try {
    // A part without a file name is a file too when it says it is binary; busboy does that for octet streams.
    return busboy({
      headers: request.headers,
      defParamCharset: "utf8",
      limits: { fileSize: maxFileBytes + 1, files: 10, fields: 300, fieldSize: 1024 * 1024 },
    });
  } catch {
    return null;
  }
}

function watchFile(
  stream: Readable & { truncated?: boolean },
  tooLarge: () => void,
  done: (seen: FileInspection) => void,
): void {
  const inspection = startInspection();
  stream.on("data", (chunk: Buffer) => inspection.take(chunk));
  stream.on("limit", tooLarge);
  stream.on("end", () => {
    if (stream.truncated !== true) done(inspection.finish());
  });
}
