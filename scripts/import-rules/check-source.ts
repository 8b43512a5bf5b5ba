import { posix } from "node:path";
import {
  databaseDoors,
  environmentReader,
  frontDoor,
  mayNameVendors,
  mayOpenDatabase,
  processPart,
  type Room,
  roomMayImport,
  rooms,
  serverFloors,
  testFile,
  testingPart,
  vendorIds,
  vendorName,
  withoutEnvironment,
} from "./house-plan.ts";
import type { SourceFile } from "./read-source.ts";

/** A broken rule, to be printed as `file:line imports X: rule`. */
export interface Violation {
  file: string;
  line: number;
  /** What it does: `imports pg`, `reads process.env`, `names a vendor (…)`. */
  deed: string;
  rule: string;
}

/** Every rule `source` breaks. */
export function checkSource(source: SourceFile): Violation[] {
  const at = (line: number, deed: string, rule: string): Violation => ({ file: source.path, line, deed, rule });
  const imports = source.imports.flatMap(({ text, line }) => {
    const rule = brokenByImport(source.path, resolveModule(source.path, text));
    return rule ? [at(line, `imports ${text}`, rule)] : [];
  });
  const reads = mayReadEnvironment(source.path)
    ? []
    : source.environmentReads.map(({ line }) => at(line, "reads process.env", `only ${environmentReader} may`));
  const names = mayNameVendor(source.path)
    ? []
    : source.words
        .filter(({ text }) => vendorName.test(text) || vendorIds.includes(text))
        .map(({ text, line }) =>
          at(line, `names a vendor (${shorten(text)})`, "vendors are named in their own folders"),
        );
  return [...imports, ...reads, ...names];
}

/** A module name as a path in the project, or the package's name. */
export function resolveModule(from: string, name: string): string {
  if (name.startsWith(".")) return posix.join(posix.dirname(from), name);
  const room = rooms.find((candidate) => name.startsWith(`#${candidate}/`));
  return room ? name.slice(1) : name;
}

function brokenByImport(from: string, to: string): string | null {
  if (databaseDoors.some((door) => door.test(to))) return mayOpen(from) ? null : "only store files open the database";
  const fromRoom = roomOf(from);
  const toRoom = roomOf(to);
  if (!fromRoom || !toRoom) return null;
  if (fromRoom !== toRoom && !mayEnter(from, fromRoom, toRoom)) return `${fromRoom}/ may not import ${toRoom}/`;
  if (toRoom !== "server") return null;
  if (fromRoom === "server") return brokenInServer(from, to);
  return mayOpen(from) && partOf(to) === testingPart ? null : brokenAtPart(to);
}

function mayEnter(from: string, fromRoom: Room, toRoom: Room): boolean {
  if (toRoom === "sandbox" && (testFile.test(from) || from === frontDoor)) return true;
  return roomMayImport[fromRoom].includes(toRoom);
}

function brokenInServer(from: string, to: string): string | null {
  const fromPart = partOf(from);
  const toPart = partOf(to);
  if (fromPart === toPart) return null;
  if (to === frontDoor) return "nothing imports the front door";
  if (toPart === testingPart) return testFile.test(from) ? null : "only tests may import server/testing";
  // What a vendor's page says, row by row, is written down once, and every part's tests read it there.
  if (testFile.test(from) && to.includes("/fixtures/")) return null;
  if (toPart === "platform" && (from === frontDoor || fromPart === testingPart || fromPart === processPart))
    return null;
  if (from !== frontDoor && floorOf(toPart) >= floorOf(fromPart)) {
    return `server/${fromPart} may only import parts below it, and server/${toPart} is not`;
  }
  return brokenAtPart(to);
}

function brokenAtPart(to: string): string | null {
  const part = partOf(to);
  // The pages' way in stands apart: it needs Next, which the rest of the runtime must not.
  if (to === "server/runtime/page-context.ts") return null;
  return to === `server/${part}/index.ts` ? null : `server/${part} is entered through its index.ts`;
}

/** server/testing stands just above the platform; what is on no floor (a new part) is above everything. */
function floorOf(part: string): number {
  if (part === testingPart) return 0.5;
  const floor = serverFloors.findIndex((parts) => parts.includes(part));
  return floor === -1 ? Number.POSITIVE_INFINITY : floor;
}

function roomOf(path: string): Room | null {
  return rooms.find((room) => path.startsWith(`${room}/`)) ?? null;
}

/** `jobs` of `server/jobs/store.ts`; the file's own name for a file directly in server/. */
function partOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function mayOpen(path: string): boolean {
  return testFile.test(path) || mayOpenDatabase.some((pattern) => pattern.test(path));
}

function mayReadEnvironment(path: string): boolean {
  const room = roomOf(path);
  return room === null || !withoutEnvironment.includes(room) || path === environmentReader || testFile.test(path);
}

function mayNameVendor(path: string): boolean {
  return roomOf(path) === null || testFile.test(path) || mayNameVendors.some((pattern) => pattern.test(path));
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return JSON.stringify(line.length > 40 ? `${line.slice(0, 40)}…` : line);
}
