/** Python's words for JSON's. */
const words: Record<string, string> = { None: "null", True: "true", False: "false" };
const token = /'((?:[^'\\\n]|\\[^\n])*)'|"((?:[^"\\\n]|\\[^\n])*)"|\b(None|True|False)\b|,(?=\s*[}\]])/g;
/** What is the same in both. */
const simple = /^[\w ./:,;()-]*$/;

/** What Python prints for dicts and lists (`{'detail': "You've …", 'ctx': None}`), rewritten as JSON. */
export function pythonToJson(text: string): string {
  return text.replace(token, (whole, single?: string, double?: string, word?: string) => {
    if (word !== undefined) return words[word] ?? whole;
    const content = single ?? double;
    if (content === undefined) return "";
    return simple.test(content) ? `"${content}"` : JSON.stringify(unescaped(content));
  });
}

function unescaped(content: string): string {
  return content.replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter === "t" ? "\t" : letter));
}
