import { extensionOf, type FileRecord } from "./file-record.ts";
import { parseableExtensions } from "./parseable-extensions.ts";

type Look = Pick<FileRecord, "name" | "signature" | "encrypted">;

/** The failure that a file's own name and bytes lead to, as a token; empty for a good file. */
export function documentDirectives({ name, signature, encrypted }: Look): string {
  const extension = extensionOf(name);
  if (extension === "" || !parseableExtensions.has(extension)) return "fail-UNSUPPORTED_FILE_TYPE";
  if (extension === "pdf" && signature !== "pdf") return "fail-PDF_IS_BROKEN";
  return encrypted ? "fail-PDF_IS_PROTECTED" : "";
}

/** `1,3,5-8` as a number of pages, at most `pages`. */
export function countTargetPages(targetPages: string, pages: number): number {
  const wanted = new Set<number>();
  for (const part of targetPages.split(",")) {
    const [from = 0, to = from] = part.split("-").map(Number);
    for (let page = from; page <= Math.min(to, pages); page += 1) wanted.add(page);
  }
  return [...wanted].filter((page) => page >= 1 && page <= pages).length;
}
