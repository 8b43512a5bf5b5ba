/** Every way Docket itself can refuse or fail, with the HTTP status it answers. A closed list. */
export const appErrorStatus = {
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  vendor_unreachable: 502,
  unavailable: 503,
  internal: 500,
} as const;
export type AppErrorCode = keyof typeof appErrorStatus;

export interface InputIssue {
  path: string;
  message: string;
}

/**
 * Docket's own error: a closed code, a sentence anyone may read, and a private cause for the log.
 * Vendor failures are data, never an AppError.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly issues: InputIssue[] | undefined;

  constructor(code: AppErrorCode, publicMessage: string, options: { cause?: unknown; issues?: InputIssue[] } = {}) {
    super(publicMessage, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.issues = options.issues;
  }

  get status(): number {
    return appErrorStatus[this.code];
  }
}
