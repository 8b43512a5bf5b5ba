import { errors } from "undici";
import { expect, test } from "vitest";
import { transportCode, transportRefusal } from "./transport-refusal.ts";

const failure = (code: string) =>
  Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:443 vendor.internal"), { code });

test.each([
  [new errors.HeadersTimeoutError(), "upstream_timeout", 504],
  [new errors.BodyTimeoutError(), "upstream_timeout", 504],
  [new errors.ConnectTimeoutError(), "upstream_timeout", 504],
  [failure("ETIMEDOUT"), "upstream_timeout", 504],
  [new errors.SocketError("other side closed"), "upstream_reset", 502],
  [new errors.ResponseContentLengthMismatchError(), "upstream_reset", 502],
  [failure("ECONNRESET"), "upstream_reset", 502],
  [failure("EPIPE"), "upstream_reset", 502],
  [failure("HPE_INVALID_CONSTANT"), "upstream_reset", 502],
  [failure("ECONNREFUSED"), "upstream_unreachable", 502],
  [failure("ENOTFOUND"), "upstream_unreachable", 502],
  [failure("CERT_HAS_EXPIRED"), "upstream_unreachable", 502],
  [new Error("no code at all"), "upstream_unreachable", 502],
])("%s is told the caller as %s with %i, by its code and without a host", (error, code, status) => {
  const refusal = transportRefusal(error as Error);
  expect(refusal).toMatchObject({ code, status });
  expect(refusal.message).toContain(transportCode(error as Error));
  expect(refusal.message).not.toMatch(/10\.0\.0\.7|internal/);
});
