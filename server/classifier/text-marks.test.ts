import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { providers } from "#server/providers/index.ts";
import { compileKnowledge } from "./compile-knowledge.ts";
import { foreignMark, isForeignText } from "./foreign-errors.ts";
import { networkCodeIn, networkMarks } from "./network-errors.ts";
import { networkCodes, ownWords } from "./network-wordings.ts";
import { parsePastedText } from "./parse-pasted-text.ts";
import { quotedSentences } from "./quoted-sentences.ts";
import { markFor, marksAt } from "./text-marks.ts";

const folder = join(import.meta.dirname, "fixtures");
const texts = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name): { input?: { text?: unknown } | string }[] => {
    const held: unknown = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return Array.isArray(held) ? held : [];
  })
  .map(({ input }) => (typeof input === "string" ? input : input?.text))
  .filter((text) => typeof text === "string")
  .concat("HTTP/1.1 503", "'detail': 'cut off", "x status='FAILED'", ...networkCodes, ...ownWords);

const { literals } = compileKnowledge(providers);
const marksOf = (text: string) => marksAt(literals.find([text]));
const allMarks = -1;

describe("marks", () => {
  it("never hide what a text says", () => {
    for (const text of [...texts, ...texts.map((each) => each.toUpperCase())]) {
      const marks = marksOf(text);
      expect(parsePastedText(text, marks)).toEqual(parsePastedText(text, allMarks));
      expect(quotedSentences(text, marks)).toEqual(quotedSentences(text, allMarks));
      if (networkCodeIn(text) !== null) expect(marks & networkMarks, text).not.toBe(0);
      if (isForeignText(text, allMarks, { viaModelClient: false, isOurs: () => false }))
        expect(marks & foreignMark, text).not.toBe(0);
    }
  });

  it("spare most texts the look for what they do not speak of", () => {
    const spared = (mark: number) => texts.filter((text) => (marksOf(text) & mark) === 0).length;
    expect(spared(networkMarks)).toBeGreaterThan(texts.length / 2);
    expect(spared(foreignMark)).toBeGreaterThan(texts.length / 2);
  });

  it("cannot be asked for once texts are walked for them", () => {
    expect(() => markFor(/too late/)).toThrow("too late");
  });
});
