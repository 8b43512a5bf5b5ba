import type { Socket } from "node:net";

/** What is sent at the end of this turn, in order. */
let waiting: { socket: Socket; bytes: Buffer; onSent: (error?: Error | null) => void }[] = [];

/**
 * Sends the end of an answer when this turn of the event loop has read everything there is to read. Answers that come in one
 * turn so leave together, and callers on the same machine, or the network's interrupts, are woken once instead of after
 * each.
 */
export function sendAtEndOfTurn(socket: Socket, bytes: Buffer, onSent: (error?: Error | null) => void): void {
  if (waiting.length === 0) setImmediate(sendWaiting);
  waiting.push({ socket, bytes, onSent });
}

function sendWaiting(): void {
  const all = waiting;
  waiting = [];
  for (const { socket, bytes, onSent } of all) socket.write(bytes, onSent);
}
