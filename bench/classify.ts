/**
 * `npm run bench:classify`: how long 100,000 diagnoses take on one core, by kind of input. The inputs are the
 * classifier's own fixtures, gone through again and again; each is read and diagnosed anew. The last figure is the
 * command's, which writes its answers as JSON and remembers lines that repeat. Beside the time that passed stands the
 * processor's, which tells more on a machine that has other work. Figures are printed, never asserted.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { diagnoseLine, makeLineAnswerer } from "#server/classifier/index.ts";

const count = 100_000;
const folder = join(import.meta.dirname, "../server/classifier/fixtures");

const lines = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name): unknown[] => {
    const held: unknown = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return Array.isArray(held) ? held : [];
  })
  .map((item) => (item as { input: unknown }).input)
  .map((input) => ({ line: JSON.stringify(input), kind: kindOf(input) }));

function kindOf(input: unknown): "free text" | "structured" {
  return typeof input === "string" || (input as { text?: unknown }).text !== undefined ? "free text" : "structured";
}

function measure(kind: string, chosen: readonly string[]): void {
  run(chosen, Math.min(count, 5_000));
  const stop = startClock();
  const matched = run(chosen, count);
  const { ms, cpuMs } = stop();
  const bytes = chosen.reduce((sum, line) => sum + line.length, 0) / chosen.length;
  const figures = [
    `${(ms / 1000).toFixed(2)} s`,
    `${(cpuMs / 1000).toFixed(2)} s of CPU`,
    `${Math.round(count / (ms / 1000)).toLocaleString("en")}/s`,
    `${chosen.length} inputs of ${Math.round(bytes)} characters`,
    `${Math.round((matched / count) * 100)} % with guidance`,
  ];
  console.log(`${kind.padEnd(10)}  ${figures.join("  ")}`);
}

/** Milliseconds since now: those that passed, and those the processor spent on this process. */
function startClock(): () => { ms: number; cpuMs: number } {
  const start = process.hrtime.bigint();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { ms: Number(process.hrtime.bigint() - start) / 1e6, cpuMs: (user + system) / 1000 };
  };
}

function run(chosen: readonly string[], times: number): number {
  let matched = 0;
  for (let at = 0; at < times; at++) {
    const answer = diagnoseLine(chosen[at % chosen.length] ?? "", at + 1);
    if ("match" in answer && answer.match !== "none") matched++;
  }
  return matched;
}

console.log(`${count.toLocaleString("en")} diagnoses on one core, Node ${process.version}`);
for (const kind of ["structured", "free text"] as const) {
  measure(
    kind,
    lines.filter((item) => item.kind === kind).map(({ line }) => line),
  );
}
measure(
  "mixed",
  lines.map(({ line }) => line),
);

const answerLine = makeLineAnswerer();
const stop = startClock();
for (let at = 0; at < count; at++) answerLine(lines[at % lines.length]?.line ?? "", at + 1);
const { ms, cpuMs } = stop();
const times = `${(ms / 1000).toFixed(2)} s  ${(cpuMs / 1000).toFixed(2)} s of CPU`;
console.log(`command     ${times}  ${lines.length} different lines, repeated, answered in JSON`);
