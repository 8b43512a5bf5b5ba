import {
  type DocumentPage,
  documentPages,
  pageMarkdown,
  pageText,
  tableMarkdown,
} from "../../content/document-page.ts";
import type { JobView } from "../job-view.ts";

/** No text is published for a page that failed; this one is made up. */
const pageError = "Page processing failed after 3 attempts";
const pageSize = { page_width: 595.32, page_height: 841.92 };

/** What is shown of each result, by the name in `expand`. Values hold only for a job that has completed. */
export const resultMakers: Record<string, (view: JobView) => unknown> = {
  text: (view) => ({ pages: pages(view, (page) => ({ text: pageText(page) }), textOfFailed) }),
  markdown: (view) => ({ pages: pages(view, (page) => ({ markdown: pageMarkdown(page), success: true }), failedPage) }),
  items: (view) => ({ pages: pages(view, itemsOf, failedPage) }),
  forms: (view) => ({ pages: pages(view, () => ({ forms: [], success: true, ...pageSize }), failedPage) }),
  metadata: (view) => ({
    pages: documentPages(view.record.documentName, view.plan.pages).map(metadataOf),
    document: null,
  }),
  markdown_full: (view) => fullText(view, pageMarkdown),
  text_full: (view) => fullText(view, pageText),
  job_metadata: (view) => ({
    job_pages: view.plan.pages,
    job_auto_mode_triggered_pages: 0,
    job_is_cache_hit: view.plan.directives.cacheHit,
  }),
};

type PageBody = Record<string, unknown>;

function pages(view: JobView, good: (page: DocumentPage) => PageBody, bad: () => PageBody): PageBody[] {
  return documentPages(view.record.documentName, view.plan.pages).map((page) => ({
    page_number: page.number,
    ...(view.plan.badPages.includes(page.number) ? bad() : good(page)),
  }));
}

function failedPage(): PageBody {
  return { success: false, error: pageError };
}

/** Text pages have no failure flag; a failed one is empty. */
function textOfFailed(): PageBody {
  return { text: "" };
}

function itemsOf(page: DocumentPage): PageBody {
  const bbox = (line: number) => [{ x: 56.7, y: 60 + line * 24, w: 480, h: 18, confidence: 0.97 }];
  const heading = { type: "heading", level: 1, value: page.heading, md: `# ${page.heading}`, bbox: bbox(0) };
  const texts = page.paragraphs.map((text, index) => ({ type: "text", value: text, md: text, bbox: bbox(index + 1) }));
  const table = page.table === null ? [] : [tableItem(page.table, bbox(page.paragraphs.length + 1))];
  return { items: [heading, ...texts, ...table], ...pageSize, success: true };
}

function tableItem(rows: readonly string[][], bbox: unknown): PageBody {
  const html = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  return {
    type: "table",
    rows,
    csv: rows.map((row) => row.map((cell) => JSON.stringify(cell)).join(",")).join("\n"),
    html: `<table>${html}</table>`,
    md: tableMarkdown(rows),
    bbox,
  };
}

function metadataOf(page: DocumentPage): PageBody {
  return {
    page_number: page.number,
    confidence: 0.97,
    cost_optimized: false,
    original_orientation_angle: 0,
    printed_page_number: String(page.number),
    triggered_auto_mode: false,
  };
}

function fullText(view: JobView, write: (page: DocumentPage) => string): string {
  return documentPages(view.record.documentName, view.plan.pages)
    .filter((page) => !view.plan.badPages.includes(page.number))
    .map(write)
    .join("\n\n---\n\n");
}
