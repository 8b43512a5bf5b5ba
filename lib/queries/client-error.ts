import { type ApiError, apiError } from "#lib/contracts/primitives.ts";

/** A request to our own API that did not work, with the sentence the server had for it. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  readonly code: string;
  /** What is wrong with which field of the input, by its path. */
  readonly issues: Readonly<Record<string, string>>;

  constructor(status: number, error: ApiError["error"]) {
    super(error.message);
    this.status = status;
    this.code = error.code;
    this.issues = Object.fromEntries((error.issues ?? []).map((issue) => [issue.path, issue.message]));
  }
}

/** Reads an error answer; one that is not ours (a proxy's page, say) is told by its status. */
export async function readClientError(response: Response): Promise<ClientError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = apiError.safeParse(body);
  if (parsed.success) return new ClientError(response.status, parsed.data.error);
  return new ClientError(response.status, {
    code: `http_${response.status}`,
    message: `The server answered ${response.status} without saying why.`,
  });
}

/** No answer came: the server is down, or the connection is. */
export function unreachable(): ClientError {
  return new ClientError(0, { code: "unreachable", message: "The Docket server could not be reached." });
}

/** The sentence to show for any error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something went wrong.";
}
