import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { roles } from "#lib/vocabulary.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { defineOperation, may, permissions } from "./operation.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() => world.ctx.db.sql.query("TRUNCATE audit, entry_note"));

const entryId = z.string();
const announced: string[] = [];
const note = (kind: "write" | "action", outcome: () => void = () => {}) =>
  defineOperation({
    name: "test.note",
    summary: "Write a note",
    kind,
    permission: "operate",
    input: z.object({ entryId, body: z.string().min(1).default("empty") }),
    output: z.object({ entryId }),
    audit: (input, output) => ({ target: `entry:${output.entryId}`, detail: { body: input.body } }),
    async run(ctx, input) {
      await ctx.db.prisma.entryNote.create({ data: { ...input, authorLabel: ctx.acting.label } });
      await ctx.db.sql.query("UPDATE entry_note SET body = upper(body) WHERE entry_id = $1", [input.entryId]);
      outcome();
      return { entryId: input.entryId };
    },
    afterCommit: () => announced.push("done"),
  });
const rows = async () => {
  const { entryNote, auditRow } = world.ctx.db.prisma;
  return { notes: await entryNote.findMany(), audit: await auditRow.findMany() };
};

test("a write leaves its work and one audit row that says who, what and on what", async () => {
  expect(await note("write")(world.as("operator"), { entryId: "a" })).toEqual({ entryId: "a" });
  expect(await rows()).toMatchObject({
    notes: [{ entryId: "a", body: "EMPTY", authorLabel: "operator@example.com" }],
    audit: [
      {
        action: "test.note",
        target: "entry:a",
        detail: { body: "empty" },
        actorKind: "operator",
        actorId: "the-operator",
      },
    ],
  });
});

test("a write that fails leaves neither work nor audit row, and announces nothing", async () => {
  announced.length = 0;
  const broken = note("write", () => {
    throw new Error("too late");
  });
  await expect(broken(world.as("operator"), { entryId: "b" })).rejects.toThrow("too late");
  expect(await rows()).toEqual({ notes: [], audit: [] });
  expect(announced).toEqual([]);
});

test("an action is audited after its work, which no transaction holds", async () => {
  await note("action")(world.as("admin"), { entryId: "c" });
  expect((await rows()).audit).toHaveLength(1);
  const broken = note("action", () => {
    throw new Error("too late");
  });
  await expect(broken(world.as("admin"), { entryId: "d" })).rejects.toThrow("too late");
  expect(await rows()).toMatchObject({ notes: [{ entryId: "c" }, { entryId: "d" }], audit: [{ target: "entry:c" }] });
});

test("who lacks the permission is refused before the input is looked at", async () => {
  const refused = note("write")(world.as("viewer"), { entryId: 1 } as never);
  await expect(refused).rejects.toMatchObject({
    code: "forbidden",
    status: 403,
    message: "This needs the operator role.",
  });
  expect(await rows()).toEqual({ notes: [], audit: [] });
});

test("wrong input is refused with one issue a field", async () => {
  await expect(note("write")(world.as("admin"), { entryId: 1, body: "" } as never)).rejects.toMatchObject({
    code: "invalid_input",
    issues: [{ path: "entryId" }, { path: "body" }],
  });
});

test("each role may what the roles below it may, and Docket itself may everything", () => {
  const allowed = Object.fromEntries(
    roles.map((role) => [
      role,
      (Object.keys(permissions) as (keyof typeof permissions)[]).filter((permission) =>
        may({ kind: "token", id: "t", label: "t", role }, permission),
      ),
    ]),
  );
  expect(allowed).toEqual({
    admin: ["read", "operate", "administer"],
    operator: ["read", "operate"],
    viewer: ["read"],
  });
  expect(may({ kind: "system", label: "docket" }, "administer")).toBe(true);
});
