/** One page of a list, and the token of the next one. */
export interface ListPage<T> {
  items: T[];
  nextToken: string | null;
  total: number;
}

/**
 * Cuts a page out of a list that is sorted newest first. The token names the last item of the page before, so that
 * new items at the front do not shift the pages. A token that names nothing gives an empty page.
 */
export function pageOf<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  size: number,
  token: string | null,
): ListPage<T> {
  const before = token === null ? -1 : all.findIndex((item) => idOf(item) === readToken(token));
  if (token !== null && before < 0) return { items: [], nextToken: null, total: all.length };
  const items = all.slice(before + 1, before + 1 + size);
  const last = items.at(-1);
  const more = last !== undefined && before + 1 + items.length < all.length;
  return { items, nextToken: more ? writeToken(idOf(last)) : null, total: all.length };
}

function writeToken(id: string): string {
  return Buffer.from(id).toString("base64url");
}

function readToken(token: string): string {
  return Buffer.from(token, "base64url").toString();
}
