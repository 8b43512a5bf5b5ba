import type { z } from "zod";
import type { Role } from "#lib/vocabulary.ts";
import { AppError } from "./app-error.ts";
import { type AuditNote, writeAudit } from "./audit.ts";
import type { Acting, Context } from "./context.ts";

/** What an operator may do, and the least role that may. */
export const permissions = {
  read: "viewer",
  operate: "operator",
  administer: "admin",
} as const satisfies Record<string, Role>;
export type Permission = keyof typeof permissions;

const rank: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

/** Whether `acting` holds `permission`; Docket itself always does. */
export function may(acting: Acting, permission: Permission): boolean {
  return acting.kind === "system" || rank[acting.role] >= rank[permissions[permission]];
}

interface Shape<I extends z.ZodType, O extends z.ZodType> {
  /** `part.verb`, as it stands in the audit log and the OpenAPI document. */
  name: string;
  summary: string;
  permission: Permission;
  input: I;
  output: O;
}

interface ReadShape<I extends z.ZodType, O extends z.ZodType> extends Shape<I, O> {
  kind: "read";
  run(ctx: Context, input: z.output<I>): Promise<z.input<O>>;
}

/**
 * `write` is one transaction with its audit row. `action` talks to the outside world, which must not hold a
 * transaction open: its audit row follows the work.
 */
interface WriteShape<I extends z.ZodType, O extends z.ZodType> extends Shape<I, O> {
  kind: "write" | "action";
  /** What the audit row says; runs after the work. */
  audit(input: z.output<I>, output: z.output<O>): AuditNote;
  run(ctx: Context, input: z.output<I>): Promise<z.input<O>>;
  /** News to publish once the transaction is committed. */
  afterCommit?(ctx: Context): void;
}

/** A call into the server: permission, input and output are checked; a write is one transaction with an audit row. */
export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Shape<I, O> {
  kind: "read" | "write" | "action";
  /** Throws AppError `forbidden` or `invalid_input`, or what the work itself throws. */
  (ctx: Context, input: z.input<I>): Promise<z.output<O>>;
}

/** Makes an operation. Leaving out a part does not compile. */
export function defineOperation<I extends z.ZodType, O extends z.ZodType>(
  shape: ReadShape<I, O> | WriteShape<I, O>,
): Operation<I, O> {
  const call = async (ctx: Context, input: z.input<I>): Promise<z.output<O>> => {
    if (!may(ctx.acting, shape.permission)) {
      throw new AppError("forbidden", `This needs the ${permissions[shape.permission]} role.`);
    }
    const parsed = parseInput(shape.input, input);
    if (shape.kind === "read") return shape.output.parse(await shape.run(ctx, parsed));
    const workAndAudit = async (inside: Context) => {
      const result = shape.output.parse(await shape.run(inside, parsed));
      await writeAudit(inside, shape.name, shape.audit(parsed, result));
      return result;
    };
    const output =
      shape.kind === "action"
        ? await workAndAudit(ctx)
        : await ctx.db.transaction((db) => workAndAudit({ ...ctx, db }));
    shape.afterCommit?.(ctx);
    return output;
  };
  const { name, ...rest } = shape;
  return Object.defineProperty(Object.assign(call, rest), "name", { value: name }) as unknown as Operation<I, O>;
}

/** Parses input of the outside; throws AppError `invalid_input` with one issue per wrong field. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = issues[0];
  const where = first?.path ? `${first.path}: ` : "";
  throw new AppError("invalid_input", first ? `${where}${first.message}` : "The input is not valid.", { issues });
}
