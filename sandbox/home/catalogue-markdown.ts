import type { Catalogue, CatalogueItem } from "./catalogue.ts";

/** The catalogue as tables in Markdown; `sandbox/PROVOCATIONS.md` is a copy of it. */
export function catalogueMarkdown(catalogue: Catalogue): string {
  const tokens = catalogue.directives.map((note) => [`\`${note.token}\``, note.summary]);
  const parts = [
    "# What the sandbox can be asked for",
    "## Tokens that shape a job",
    table(["Token", "The job"], tokens),
  ];
  for (const provider of catalogue.providers) {
    parts.push(`## ${provider.label}`, `Below \`${provider.base_path}\`.`);
    parts.push(provider.key_notes.map((note) => `- ${note}`).join("\n"));
    parts.push(table(["Slug", "Status", "Text", "Where", "Also happens with"], provider.provocations.map(cellsOf)));
  }
  return `${parts.join("\n\n")}\n`;
}

function cellsOf(item: CatalogueItem): string[] {
  return [
    `\`${item.slug}\``,
    item.status === null ? "" : String(item.status),
    item.text ?? item.summary,
    item.where.map((place) => (/^[A-Z]+ \//.test(place) ? `\`${place}\`` : place)).join(", "),
    item.natural ?? "",
  ];
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
