const maxVisited = 300;
const maxStrings = 60;
const maxLength = 8 * 1024;
const maxDepth = 7;

/**
 * All strings of a small object, a line each, in the order they stand in it: cards of chats, alerts and queues hold an error
 * under names nobody can list. Null for a large one, whose strings are somebody's document.
 */
export function deeperText(payload: unknown): string | null {
  const strings: string[] = [];
  let length = 0;
  let visited = 0;
  const visit = (value: unknown, depth: number): void => {
    if (typeof value === "string") {
      strings.push(value);
      length += value.length;
      return;
    }
    if (typeof value !== "object" || value === null || depth > maxDepth || isListOfWords(value)) return;
    for (const inner of Object.values(value)) {
      if (++visited > maxVisited || length > maxLength) return;
      visit(inner, depth + 1);
    }
  };
  visit(payload, 0);
  const isSmall = visited <= maxVisited && length <= maxLength && strings.length <= maxStrings;
  return isSmall && strings.length > 0 ? strings.join("\n") : null;
}

/** Settings list words: `["RATE_LIMIT_EXCEEDED", "INTERNAL_ERROR"]` says what would be, not what was. */
function isListOfWords(value: object): boolean {
  return (
    Array.isArray(value) && value.length > 1 && value.every((item) => typeof item === "string" && item.length < 40)
  );
}
