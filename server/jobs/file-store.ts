import { postgresJson, type SqlRunner } from "#server/platform/index.ts";
import { isAtSql } from "./store.ts";

/** Longest file name that is kept, in characters; an index holds no name of any length. */
export const maxNameLength = 500;

/** A document as far as Docket saw it. */
export interface KnownDocument {
  name: string | null;
  /** Size of the upload that brought it; null = not seen. */
  bytes: number | null;
  /** Digest of that upload; null = not seen. */
  digest: string | null;
}

/** A vendor's id, and where it holds. */
export interface VendorPlace {
  provider: string;
  region: string;
  id: string;
}

/**
 * The documents vendor ids stand for, in their order: a file uploaded through Docket, or that of a job (an extract on a
 * finished parse); null for one nobody knows.
 */
export async function documentsOf(sql: SqlRunner, places: readonly VendorPlace[]): Promise<(KnownDocument | null)[]> {
  const rows = await sql.query<KnownDocument & { n: number }>(
    `SELECT w.n::int AS n, d.name, d.bytes, d.digest
     FROM ROWS FROM (json_to_recordset($1::json) AS (provider text, region text, id text)) WITH ORDINALITY AS w(provider, region, id, n),
     LATERAL (
       SELECT name, bytes, request_digest AS digest FROM vendor_file
       WHERE provider = w.provider AND region = w.region AND file_id = w.id
       UNION ALL SELECT file_name, document_bytes, NULL FROM job j WHERE ${isAtSql("w.provider", "w.region", "w.id")} LIMIT 1) d`,
    [postgresJson(places)],
  );
  const documents: (KnownDocument | null)[] = places.map(() => null);
  for (const { n, ...document } of rows) documents[n - 1] = document;
  return documents;
}

/** An uploaded file. */
export interface UploadedFile {
  provider: string;
  region: string;
  fileId: string;
  name: string;
  bytes: number | null;
  digest: string | null;
  clientId: string | null;
  at: Date;
}

/** Remembers uploaded files' names, sizes and digests, in one statement; one that is known already stays as it is. */
export async function rememberFiles(sql: SqlRunner, files: readonly UploadedFile[]): Promise<void> {
  if (files.length === 0) return;
  await sql.query(
    `INSERT INTO vendor_file (provider, region, file_id, name, client_id, created_at, bytes, request_digest)
     SELECT provider, region, "fileId", name, "clientId", at, bytes, digest
     FROM json_to_recordset($1::json) AS t(provider text, region text, "fileId" text, name text, "clientId" uuid, at timestamptz,
       bytes int8, digest text)
     ORDER BY 1, 2, 3 ON CONFLICT (provider, region, file_id) DO NOTHING`,
    [postgresJson(files.map((file) => ({ ...file, name: file.name.slice(0, maxNameLength) })))],
  );
}
