import { expect, test } from "vitest";
import { transportWords } from "./transport-words.ts";

test("a known code is put in words, with the code beside it", () => {
  const error = Object.assign(new Error("getaddrinfo ENOTFOUND secret-host"), { code: "ENOTFOUND" });
  expect(transportWords(error)).toBe("its host name is not known (ENOTFOUND)");
});

test("a time-out signal, whose code is a number, is known by its name", async () => {
  const signal = AbortSignal.timeout(1);
  const error = await new Promise((resolve) => signal.addEventListener("abort", () => resolve(signal.reason)));
  expect(transportWords(error)).toBe("no answer came in time (TimeoutError)");
});

test("an unknown error keeps its code and never shows its message", () => {
  const error = Object.assign(new Error("Bearer llx-secret"), { code: "ERR_NEW" });
  expect(transportWords(error)).toBe("the request did not get through (ERR_NEW)");
  expect(transportWords("llx-secret")).toBe("the request did not get through (unknown)");
});
