/** As much of a stream as the bound allows; what is more is not waited for, and `truncated` says that there was more. */
export async function readBounded(
  stream: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<{ text: string; truncated: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const room = maxBytes - size;
    chunks.push(chunk.subarray(0, room));
    size += chunk.length;
    if (size > maxBytes) return { text: Buffer.concat(chunks).toString("utf8"), truncated: true };
  }
  return { text: Buffer.concat(chunks).toString("utf8"), truncated: false };
}
