import { expect, it } from "vitest";
import { scopedHref } from "./scoped-href.ts";

it("carries scope and range to the next screen, and nothing else", () => {
  const present = new URLSearchParams("provider=extend&range=7d&state=failed&cursor=abc");
  expect(scopedHref("/failures", present)).toBe("/failures?provider=extend&range=7d");
});

it("lets the link's own scope win", () => {
  const present = new URLSearchParams("provider=extend&region=us");
  expect(scopedHref("/jobs?provider=scopix&state=failed", present)).toBe(
    "/jobs?provider=scopix&state=failed&region=us",
  );
});

it("leaves a plain link plain", () => {
  expect(scopedHref("/keys", new URLSearchParams())).toBe("/keys");
});
