import { Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterAnswers, sendAtEndOfTurn } from "./end-of-turn.ts";

const endOfTurn = () => new Promise((resolve) => setImmediate(resolve));
const silent = () => {};

let sent: string[];
const sockets: Socket[] = [];
function named(name: string): Socket {
  const socket = new Socket();
  sockets.push(socket);
  vi.spyOn(socket, "write").mockImplementation((bytes) => {
    sent.push(`${name} ${String(bytes)}`);
    return true;
  });
  return socket;
}
beforeEach(() => {
  sent = [];
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

test("what is said in one turn leaves at its end, in order", async () => {
  const [a, b] = [named("a"), named("b")];
  sendAtEndOfTurn(a, Buffer.from("1"), silent);
  sendAtEndOfTurn(b, Buffer.from("2"), silent);
  await Promise.resolve();
  process.nextTick(() => sendAtEndOfTurn(a, Buffer.from("3"), silent));
  await new Promise((resolve) => process.nextTick(resolve));
  expect(sent).toEqual([]);
  await endOfTurn();
  expect(sent).toEqual(["a 1", "b 2", "a 3"]);
});

test("what is said while a turn's answers leave, leaves with the next", async () => {
  const [a, b] = [named("a"), named("b")];
  vi.mocked(a.write).mockImplementationOnce(() => {
    sent.push("a");
    sendAtEndOfTurn(b, Buffer.from("later"), silent);
    return true;
  });
  sendAtEndOfTurn(a, Buffer.from("now"), silent);
  await endOfTurn();
  expect(sent).toEqual(["a"]);
  await endOfTurn();
  expect(sent).toEqual(["a", "b later"]);
});

test("what waits for the answers runs in the same turn, after what followed from their leaving", async () => {
  const a = named("a");
  vi.mocked(a.write).mockImplementation(((bytes: Buffer, onSent: () => void) => {
    sent.push(`a ${bytes}`);
    process.nextTick(onSent);
    return true;
  }) as never);
  afterAnswers(() => sent.push("noted before"));
  sendAtEndOfTurn(a, Buffer.from("1"), async () => {
    await Promise.resolve();
    sent.push("told");
    afterAnswers(() => sent.push("noted then"));
    sendAtEndOfTurn(a, Buffer.from("2"), silent);
  });
  await new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
    expect(sent).toEqual([]);
  });
  expect(sent.slice(0, 4)).toEqual(["a 1", "told", "noted before", "noted then"]);
  await endOfTurn();
  expect(sent).toEqual(["a 1", "told", "noted before", "noted then", "a 2"]);
});

test("work that makes work, and nothing else, is done turn by turn", async () => {
  let done = 0;
  const again = () => {
    done += 1;
    if (done < 3) afterAnswers(again);
  };
  afterAnswers(again);
  for (let turn = 0; turn < 4; turn += 1) await endOfTurn();
  expect(done).toBe(3);
});

test("a connection that is gone by then hears of it alone", async () => {
  const gone = new Socket();
  gone.on("error", silent);
  gone.destroy();
  const told: (string | undefined)[] = [];
  sendAtEndOfTurn(gone, Buffer.from("lost"), (error) => told.push(error?.name));
  sendAtEndOfTurn(named("a"), Buffer.from("sent"), silent);
  await endOfTurn();
  await endOfTurn();
  expect(told).toEqual(["Error"]);
  expect(sent).toEqual(["a sent"]);
});
