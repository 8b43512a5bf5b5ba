/**
 * The lines of a byte stream, one at a time and no faster than they are asked for. A line longer than `maxLength`
 * characters gives null and is never held in memory whole. UTF-8; a byte-order mark and carriage returns are dropped.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>, maxLength: number): AsyncGenerator<string | null> {
  const decoder = new TextDecoder();
  let rest = "";
  let tooLong = false;
  for await (const chunk of input) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    for (const piece of pieces) {
      yield tooLong || piece.length > maxLength ? null : piece.replace(/\r$/, "");
      tooLong = false;
    }
    if (rest.length > maxLength) {
      tooLong = true;
      rest = "";
    }
  }
  rest += decoder.decode();
  if (tooLong) yield null;
  else if (rest !== "") yield rest.length > maxLength ? null : rest.replace(/\r$/, "");
}
