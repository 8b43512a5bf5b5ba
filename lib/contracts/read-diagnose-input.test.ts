import { describe, expect, it } from "vitest";
import { readDiagnoseInput } from "./read-diagnose-input.ts";

describe("readDiagnoseInput", () => {
  it("keeps what is as it should be", () => {
    const input = {
      provider: "extend",
      region: "eu",
      surface: "http",
      endpoint: "POST /parse",
      status: 422,
      body: [1],
      text: "t",
    };
    expect(readDiagnoseInput(input)).toEqual({ input, issues: [] });
  });

  it("puts right what is plain enough", () => {
    const read = readDiagnoseInput({
      provider: "LandingAI ADE",
      surface: " HTTP ",
      status: "402",
      headers: { A: ["x", "y"], b: 3, c: null },
      text: ["one", "two"],
      region: null,
    });
    expect(read).toEqual({
      input: { provider: "landingai", surface: "http", status: 402, headers: { A: "x, y", b: "3" }, text: "one\ntwo" },
      issues: [],
    });
  });

  it("leaves out what it cannot use, and says so", () => {
    const read = readDiagnoseInput({ provider: "acme", status: 9_999, surface: [], body: 1 });
    expect(read?.input).toEqual({ body: 1 });
    expect(read?.issues).toEqual([
      expect.stringMatching(/^provider: expected llamaparse, .*, got "acme"$/),
      "surface: expected http, job, webhook, client, got a list",
      "status: expected a number from 100 to 599, got 9999",
    ]);
  });

  it("takes what else the object holds for the body, when there is neither body nor text", () => {
    expect(readDiagnoseInput({ status: 402, detail: "x" })?.input).toEqual({ status: 402, body: { detail: "x" } });
    expect(readDiagnoseInput({ id: "j", status: "FAILED", error_message: "x" })?.input).toEqual({
      jobStatus: "FAILED",
      body: { id: "j", status: "FAILED", error_message: "x" },
    });
  });

  it("ignores keys it does not know, when there is a body", () => {
    expect(readDiagnoseInput({ body: {}, colour: "red" })).toEqual({ input: { body: {} }, issues: [] });
  });

  it("takes a text as a paste, and nothing else but objects", () => {
    expect(readDiagnoseInput("boom")?.input).toEqual({ text: "boom" });
    for (const raw of [null, undefined, 1, true, []]) expect(readDiagnoseInput(raw)).toBeNull();
  });
});
