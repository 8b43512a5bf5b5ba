import { parseSync, Visitor } from "oxc-parser";

/** Something a rule may object to, with its line (from 1). */
export interface Mention {
  text: string;
  line: number;
}

/** What the rules look at in one file. */
export interface SourceFile {
  /** Relative to the project's folder, with `/`. */
  path: string;
  /** Module names as written: static and dynamic imports and re-exports. */
  imports: Mention[];
  /** Reads of `process.env` or of `node:process`'s env. */
  environmentReads: Mention[];
  /** String literals, template parts, texts between tags and object keys; module names are not among them. */
  words: Mention[];
}

/** Parses one TypeScript file. @throws Error when it does not parse. */
export function readSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path} does not parse: ${error.message}`);

  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const file: SourceFile = { path, imports: [], environmentReads: [], words: [] };
  const moduleNames = new Set<number>();
  const addImport = (start: number, end: number) => {
    moduleNames.add(start);
    file.imports.push({ text: text.slice(start, end).replace(/^["'`]|["'`]$/g, ""), line: lineAt(start) });
  };
  for (const { moduleRequest } of module.staticImports) addImport(moduleRequest.start, moduleRequest.end);
  for (const { moduleRequest } of module.dynamicImports) addImport(moduleRequest.start, moduleRequest.end);
  for (const { moduleRequest } of uniqueRequests(module.staticExports))
    addImport(moduleRequest.start, moduleRequest.end);

  const addWord = (value: string, start: number) => {
    if (!moduleNames.has(start)) file.words.push({ text: value, line: lineAt(start) });
  };
  const addRead = (start: number) => file.environmentReads.push({ text: "process.env", line: lineAt(start) });
  new Visitor({
    Literal(node) {
      if (typeof node.value === "string") addWord(node.value, node.start);
    },
    TemplateElement(node) {
      addWord(node.value.raw, node.start);
    },
    JSXText(node) {
      addWord(node.value, node.start);
    },
    Property(node) {
      if (node.key.type === "Identifier" && !node.computed) addWord(node.key.name, node.key.start);
    },
    MemberExpression(node) {
      const isProcess = node.object.type === "Identifier" && node.object.name === "process";
      if (isProcess && node.property.type === "Identifier" && node.property.name === "env") addRead(node.start);
    },
    ImportDeclaration(node) {
      const isEnv = node.specifiers.some((part) => part.local.name === "env");
      if (/^(node:)?process$/.test(node.source.value) && isEnv) addRead(node.start);
    },
  }).visit(program);
  return file;
}

type StaticExport = ReturnType<typeof parseSync>["module"]["staticExports"][number];

/** `export { a, b } from "x"` lists x once per name. */
function uniqueRequests(exports: StaticExport[]) {
  const found = new Map<number, { moduleRequest: { start: number; end: number } }>();
  for (const { moduleRequest } of exports.flatMap((statement) => statement.entries)) {
    if (moduleRequest) found.set(moduleRequest.start, { moduleRequest });
  }
  return found.values();
}
