/** SQLSTATE classes 22, 23 and 54: the row is at fault (54: too large for an index), not the connection. */
export function isDataError(error: unknown): boolean {
  return /^(?:2[23]|54)...$/.test(sqlState(error));
}

/** Two transactions waited for each other, and this one was ended. */
export function isDeadlock(error: unknown): boolean {
  return sqlState(error) === "40P01";
}

function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}
