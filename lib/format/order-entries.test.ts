import { expect, it } from "vitest";
import { orderEntries } from "./order-entries.ts";

const entry = (provider: string, title: string, last24h: number) => ({
  id: `${provider}/${title}`,
  provider,
  title,
  last24h,
  family: "auth" as const,
  whoActs: "operator" as const,
  retry: "no" as const,
  billed: "no" as const,
  code: null,
  status: null,
  kind: "error" as const,
});

it("keeps each owner together, Docket last, and puts what happened lately first", () => {
  const ordered = orderEntries([
    entry("docket", "network", 9),
    entry("extend", "b", 0),
    entry("llamaparse", "quiet", 0),
    entry("extend", "a", 0),
    entry("llamaparse", "busy", 3),
  ]);
  expect(ordered.map(({ id }) => id)).toEqual([
    "llamaparse/busy",
    "llamaparse/quiet",
    "extend/a",
    "extend/b",
    "docket/network",
  ]);
});
