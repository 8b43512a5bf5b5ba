/**
 * The lines of a byte stream, as many at a time as a chunk completes, and no faster than they are asked for. A line
 * longer than `maxLength` characters gives null and is never held in memory whole. UTF-8; a byte-order mark and
 * carriage returns are dropped.
 */
export async function* linesOf(
  input: AsyncIterable<Uint8Array>,
  maxLength: number,
): AsyncGenerator<readonly (string | null)[]> {
  const decoder = new TextDecoder();
  let rest = "";
  let tooLong = false;
  const finish = (line: string) => {
    const kept = tooLong || line.length > maxLength ? null : line.replace(/\r$/, "");
    tooLong = false;
    return kept;
  };
  for await (const chunk of input) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    if (pieces.length > 0) yield pieces.map(finish);
    if (rest.length > maxLength) {
      tooLong = true;
      rest = "";
    }
  }
  rest += decoder.decode();
  if (tooLong || rest !== "") yield [finish(rest)];
}
