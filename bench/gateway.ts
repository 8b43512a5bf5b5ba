/**
 * `npm run bench:gateway`: what the gateway costs, beside those it is compared with, in one run on one machine: the vendor
 * itself, the least a Node program can do, nginx, and Portkey's gateway. Docket is started as people start it, with its
 * database and everything on. Figures are printed, never asserted. `-- --seconds 8` lengthens each stretch, `-- --only
 * docket` leaves the others out.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { bareForwarder, type Contestant, direct, nginx, portkey } from "./gateway/contestants.ts";
import { type Docket, startDocket } from "./gateway/docket.ts";
import { LoadGenerator, type Measured } from "./gateway/measure.ts";
import { watchMemory } from "./gateway/process-cost.ts";
import { startProgram } from "./gateway/program.ts";
import { upload } from "./gateway/upload.ts";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "8" },
    only: { type: "string" },
    upload: { type: "string", default: "1024" },
  },
});
const seconds = Number(options.seconds);
const uploadMib = Number(options.upload);
const steadyPerSecond = 200;

const line = (...cells: (string | number)[]) =>
  console.log(cells.map((cell, at) => (at === 0 ? String(cell).padEnd(26) : String(cell).padStart(12))).join(""));
const whole = (n: number) => Math.round(n).toLocaleString("en");
const ms = (n: number) => n.toFixed(2);

const warmUpSeconds = 10;
const turns = 3;
const paces = {
  at16: { connections: 16, perSecond: null },
  at128: { connections: 128, perSecond: null },
  steady: { connections: 32, perSecond: steadyPerSecond },
} as const;
type Pace = keyof typeof paces;
type Result = Record<Pace, Measured> & { contestant: string };

/** Contestants take turns in short stretches, so that whatever else the machine does falls on all of them alike. */
async function measureAll(load: LoadGenerator, contestants: readonly Contestant[]): Promise<Result[]> {
  const stretches = contestants.map(() => ({ at16: [], at128: [], steady: [] }) as Record<Pace, Measured[]>);
  // Long enough for every contestant to be compiled: the first seconds of a process are not what it is run for.
  for (const contestant of contestants) {
    for (const pace of [paces.at16, paces.at128])
      await load.run(contestant, "chat", { ...pace, seconds: warmUpSeconds });
  }
  for (const pace of ["at16", "at128", "steady"] as const) {
    for (let turn = 0; turn < turns; turn += 1) {
      for (const [at, contestant] of contestants.entries()) {
        stretches[at]?.[pace].push(await load.run(contestant, "chat", { ...paces[pace], seconds: seconds / turns }));
      }
    }
  }
  return contestants.map(({ name }, at) => {
    const { at16, at128, steady } = stretches[at] ?? { at16: [], at128: [], steady: [] };
    return { contestant: name, at16: middleOf(at16), at128: middleOf(at128), steady: middleOf(steady) };
  });
}

/** Each figure's middle value over the turns. */
function middleOf(all: readonly Measured[]): Measured {
  const middle = (read: (one: Measured) => number) =>
    all.map(read).sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN;
  const names = Object.keys(all[0] ?? {}) as (keyof Measured)[];
  return Object.fromEntries(names.map((name) => [name, middle((one) => one[name])])) as unknown as Measured;
}

function print(results: readonly Result[]): void {
  const base = results[0]?.steady;
  console.log(
    "\nsmall JSON calls             at 16 conn.   at 128 conn.   CPU/request   of its db   memory MiB   of its db",
  );
  for (const { contestant, at16, at128 } of results) {
    line(
      contestant,
      `${whole(at16.perSecond)}/s`,
      `${whole(at128.perSecond)}/s`,
      `${whole(at16.ownCpuUs)} µs`,
      `${whole(at16.databaseCpuUs)} µs`,
      whole(at128.ownMib),
      whole(at128.databaseMib),
    );
  }
  console.log(
    `\nat ${steadyPerSecond} requests/s               p50 ms      p99 ms      max ms   added p50   added p99`,
  );
  for (const { contestant, steady } of results) {
    const added = (own: number, other: number | undefined) => (other === undefined ? "" : ms(own - other));
    line(
      contestant,
      ms(steady.p50Ms),
      ms(steady.p99Ms),
      ms(steady.maxMs),
      added(steady.p50Ms, base?.p50Ms),
      added(steady.p99Ms, base?.p99Ms),
    );
  }
  const failed = results.reduce((sum, { at16, at128, steady }) => sum + at16.failed + at128.failed + steady.failed, 0);
  console.log(`\nfailed or broken answers, all contestants together: ${failed}`);
}

/** What kinds of calls cost that Docket knows and reads, and whether each answer has its row. */
async function measureOwn(load: LoadGenerator, docket: Docket): Promise<void> {
  const before = await docket.recorded();
  console.log("\nDocket, by kind of call      at 16 conn.        p50 ms        p99 ms");
  let answered = 0;
  for (const kind of ["chat", "read", "create"] as const) {
    const account = await load.run(docket, kind, { connections: 16, seconds, perSecond: null });
    answered += account.answered + account.failed;
    line(kind, `${whole(account.perSecond)}/s`, ms(account.p50Ms), ms(account.p99Ms));
  }
  const began = performance.now();
  const rows = (await docket.recorded()) - before;
  const caughtUp = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`responses received ${whole(answered)}, rows recorded ${whole(rows)} (${caughtUp} s after the last)`);
}

async function measureUpload(contestant: Contestant): Promise<void> {
  const own = watchMemory(contestant.pid);
  const took = await upload(contestant.port, `${contestant.prefix}/upload`, contestant.headers, uploadMib);
  const { before, most } = own.end();
  line(contestant.name, `${whole(uploadMib / took)} MiB/s`, `${whole(before)} MiB`, `+${whole(most - before)} MiB`);
}

console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? ""}, Node ${process.version}`);
console.log("Load generator, vendor and contestant share these cores: compare within one run, not between machines.");
const upstream = await startProgram("upstream");
const load = new LoadGenerator();
const makers = [async () => direct(upstream.port), bareForwarder, nginx, portkey, startDocket];
const chosen = options.only === "docket" ? [makers[0], makers[1], makers[4]] : makers;
const contestants = (await Promise.all(chosen.map((make) => make?.(upstream.port)))).filter((one) => !!one);
const docket = contestants.at(-1) as Docket;
print(await measureAll(load, contestants));
await measureOwn(load, docket);
console.log(`\nupload of ${uploadMib} MiB           throughput        before          grew`);
for (const contestant of contestants)
  if (contestant.pid > 0 && !/Portkey/.test(contestant.name)) await measureUpload(contestant);
for (const one of [...contestants, load, upstream]) await one.stop();
