/** A keyset cursor: the sort instant and id of the last row of a page, opaque to callers. */
export interface Cursor {
  at: Date;
  id: string;
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.at.toISOString()}|${cursor.id}`).toString("base64url");
}

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Reads a cursor of the outside; null when it is not one of ours. */
export function decodeCursor(text: string): Cursor | null {
  const [, at, id] = shape.exec(Buffer.from(text, "base64url").toString("utf8")) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) return null;
  return { at: new Date(at), id };
}
