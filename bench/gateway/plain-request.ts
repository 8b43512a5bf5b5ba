const endOfHead = Buffer.from("\r\n\r\n");
const lengthName = Buffer.from("\r\ncontent-length: ");

/** What the bench's vendor needs to know of a request. */
export interface PlainRequest {
  method: string;
  path: string;
}

/**
 * Reads a packet that holds exactly one request, whole: its head and as many bytes of body as that states. Null for anything
 * else, which is somebody else's to read.
 */
export function plainRequest(packet: Buffer): PlainRequest | null {
  const gap = packet.indexOf(endOfHead);
  if (gap === -1) return null;
  const stated = statedLength(packet, gap);
  if (stated === null || packet.length !== gap + endOfHead.length + stated) return null;
  const [method = "", path = ""] = packet.toString("latin1", 0, packet.indexOf("\r\n")).split(" ");
  return { method, path };
}

/** The bytes of body that the head says will follow; null where it says so in another way than by their number. */
function statedLength(packet: Buffer, gap: number): number | null {
  // Nearly everyone writes the name like this, and bytes are compared sooner than a head is made into text.
  const at = packet.indexOf(lengthName);
  if (at !== -1 && at < gap) return Number.parseInt(packet.toString("latin1", at + lengthName.length, gap), 10);
  const head = packet.toString("latin1", 0, gap);
  if (/\r\ntransfer-encoding:/i.test(head)) return null;
  return Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
}
