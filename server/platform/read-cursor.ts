import { type Cursor, decodeCursor } from "#lib/cursor.ts";
import { AppError } from "./app-error.ts";

/** The cursor of a list request; null on the first page. Throws `invalid_input` for one that is not ours. */
export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const cursor = decodeCursor(text);
  if (!cursor) throw new AppError("invalid_input", "cursor: not a cursor of this list.");
  return cursor;
}
