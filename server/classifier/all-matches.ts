/** The matches of a global pattern, at most so many: `matchAll` without the copy of the pattern it makes each time. */
export function allMatches(pattern: RegExp, text: string, most = Number.POSITIVE_INFINITY): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (found.length >= most) break;
    if (match[0] === "") pattern.lastIndex++;
  }
  return found;
}
