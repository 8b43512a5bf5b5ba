"use client";

import { useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Exchange } from "#lib/contracts/jobs.ts";
import { formatCount } from "#lib/format/count.ts";
import { type BodyPart, prepareBody } from "./prepare-body.ts";

interface BodyViewProps {
  body: NonNullable<Exchange["response"]>;
  /** "response", for the copy button and for screen readers. */
  what: string;
  errorTexts: readonly string[];
}

const linesAtFirst = 300;

const colours: Record<BodyPart["kind"], string> = {
  plain: "",
  punctuation: "text-quiet",
  key: "text-accent",
  string: "text-ok",
  number: "text-ink",
  word: "text-soft",
};

/** A recorded body: laid out, quietly coloured, the failure's own words marked. */
export function BodyView({ body, what, errorTexts }: BodyViewProps) {
  const [all, setAll] = useState(false);
  const prepared = useMemo(() => prepareBody(body.body, errorTexts), [body.body, errorTexts]);
  if (prepared.form === "empty") return <p className="py-2 text-quiet text-sm">No body.</p>;
  const shown = all ? prepared.lines : prepared.lines.slice(0, linesAtFirst);
  const hidden = prepared.lines.length - shown.length;
  return (
    <div className="relative">
      <CopyButton text={body.body} what={`${what} body`} className="absolute top-0 right-0 bg-surface" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long bodies scroll, by keyboard too */}
      <section tabIndex={0} aria-label={`${what} body`} className="max-h-120 overflow-auto">
        <pre className="font-mono text-xs leading-[1.65]">
          {shown.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one recorded body never move
            <Line key={i} depth={line.depth} parts={line.parts} />
          ))}
        </pre>
      </section>
      {hidden > 0 && (
        <Button size="small" variant="ghost" onClick={() => setAll(true)} className="mt-1">
          Show {formatCount(hidden)} more lines
        </Button>
      )}
      {body.truncated && (
        <p className="mt-2 text-quiet text-sm">Only the beginning was kept; the rest of the body is not recorded.</p>
      )}
    </div>
  );
}

function Line({ depth, parts }: { depth: number; parts: BodyPart[] }) {
  return (
    <div className="whitespace-pre-wrap break-words" style={{ paddingLeft: `${depth * 2}ch` }}>
      {parts.map((part, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one recorded line never move
          key={i}
          className={classNames(part.error ? "rounded-mark bg-bad-wash px-0.5 text-bad" : colours[part.kind])}
        >
          {part.text}
        </span>
      ))}
    </div>
  );
}
