import type { Catalogue, CatalogueItem } from "./catalogue.ts";

const style = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 2rem; }
th, td { text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid #8884; }
code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
`;

/** The catalogue as one plain page. */
export function homePage(catalogue: Catalogue): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Docket sandbox</title>
<style>${style}</style></head><body>
<h1>Docket sandbox</h1>
<p>Stand-ins for document-AI vendors. Ask for a state or a failure by writing its token into a file name or source URL,
into the header <code>${escapeHtml(catalogue.header)}</code>, or as <code>${escapeHtml(catalogue.field)}</code>.
The same list as data: <a href="/provocations.json">/provocations.json</a>.</p>
<h2>Tokens that shape a job</h2>
${table(
  ["Token", "What the job does"],
  catalogue.directives.map((note) => [code(note.token), escapeHtml(note.summary)]),
)}
${catalogue.providers.map(providerSection).join("\n")}
</body></html>
`;
}

function providerSection(provider: Catalogue["providers"][number]): string {
  return `<h2>${escapeHtml(provider.label)}</h2>
<p>Base URL path <code>${escapeHtml(provider.base_path)}</code>.</p>
<ul>${provider.key_notes.map((note) => `<li>${withCode(note)}</li>`).join("")}</ul>
${table(["Slug", "Status", "Text or code", "Where", "Also happens"], provider.provocations.map(itemRow))}`;
}

function itemRow(item: CatalogueItem): string[] {
  return [
    code(item.slug),
    item.status === null ? "" : String(item.status),
    escapeHtml(item.text ?? item.code ?? item.summary),
    item.where.map(place).join("<br>"),
    withCode(item.natural ?? ""),
  ];
}

function table(head: string[], rows: string[][]): string {
  const cells = (row: string[]) => row.map((cell) => `<td>${cell}</td>`).join("");
  return `<table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("\n")}</tbody></table>`;
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function place(text: string): string {
  return /^[A-Z]+ \//.test(text) ? code(text) : escapeHtml(text);
}

/** Text in which backticks mark code. */
function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
