import type { Socket } from "node:net";

/**
 * The end of a turn of the event loop, when everything there was to read has been read: first answers leave, then runs what
 * waits for them and for all that followed from their leaving.
 */
let answers: { socket: Socket; bytes: Buffer; onSent: (error?: Error | null) => void }[] = [];
let work: (() => void)[] = [];
let isAwaited = false;

/**
 * Sends the end of an answer at the end of this turn. Answers that come in one turn so leave together, and callers on the
 * same machine, or the network's interrupts, are woken once instead of after each.
 */
export function sendAtEndOfTurn(socket: Socket, bytes: Buffer, onSent: (error?: Error | null) => void): void {
  answers.push({ socket, bytes, onSent });
  awaitEnd();
}

/** Whether an answer still waits to leave by this connection. */
export function leavesAtEndOfTurn(socket: Socket): boolean {
  return answers.some((answer) => answer.socket === socket);
}

/** Runs `what` at the end of this turn, after its answers have left and everyone has heard that they did. */
export function afterAnswers(what: () => void): void {
  work.push(what);
  awaitEnd();
}

/** Two steps, because between them Node runs what follows from the first. */
function awaitEnd(): void {
  if (isAwaited) return;
  isAwaited = true;
  setImmediate(sendAnswers);
  setImmediate(doWork);
}

function sendAnswers(): void {
  const all = answers;
  answers = [];
  for (const { socket, bytes, onSent } of all) socket.write(bytes, onSent);
}

function doWork(): void {
  isAwaited = false;
  const all = work;
  work = [];
  // Said since the answers left.
  if (answers.length > 0) awaitEnd();
  for (const what of all) what();
}
