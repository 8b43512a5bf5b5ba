/**
 * `npm run -s diagnose`: error material in on standard input, one diagnosis out per line, in order.
 *
 * A line is a JSON input as described in lib/contracts/diagnose.ts, a vendor's JSON body, or any other text. A line
 * that cannot be used gives `{"error":{"code":"invalid_input","message":…,"line":N}}`. Needs no database.
 */
import { once } from "node:events";
import { makeLineAnswerer } from "#server/classifier/index.ts";
import { linesOf } from "./lines-of.ts";

/** Longer lines are refused; the classifier itself reads no more than 64 KiB of free text. */
const maxLineLength = 8 * 1024 * 1024;
const answerLine = makeLineAnswerer();

// Whoever reads us may close early (`| head`); that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

let number = 0;
for await (const lines of linesOf(process.stdin, maxLineLength)) {
  const answers = lines.map((line) => `${answerTo(line, ++number)}\n`).join("");
  if (!process.stdout.write(answers)) await once(process.stdout, "drain");
}

function answerTo(line: string | null, number: number): string {
  if (line === null) {
    const message = `The line is longer than ${maxLineLength} characters.`;
    return JSON.stringify({ error: { code: "invalid_input", message, line: number } });
  }
  return answerLine(line, number);
}
