/** A keyset cursor: the sort instant and id of the last row of a page, opaque to callers. */
export interface Cursor {
  at: Date;
  id: string;
  /** Of a search that was not done when its page was sent: whether it had found anything by then. */
  soFar?: "none" | "some";
}

export function encodeCursor({ at, id, soFar }: Cursor): string {
  return Buffer.from([at.toISOString(), id, ...(soFar ? [soFar] : [])].join("|")).toString("base64url");
}

const shape =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\|(none|some))?$/;

/** Reads a cursor of the outside; null when it is not one of ours. */
export function decodeCursor(text: string): Cursor | null {
  const [, at, id, soFar] = shape.exec(Buffer.from(text, "base64url").toString("utf8")) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) return null;
  return { at: new Date(at), id, ...(soFar ? { soFar: soFar as "none" | "some" } : {}) };
}
