"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { copyText } from "./copy-text.ts";

interface CopyButtonProps {
  text: string;
  /** What is copied: "job id". */
  what: string;
  /** Written on the button; without it the button is an icon. */
  label?: string;
  className?: string;
}

const shownMs = 1600;

/** Copies a text and says that it did, to eyes and to screen readers. */
export function CopyButton({ text, what, label, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => setCopied(await copyText(text));
  const Icon = copied ? Check : Copy;
  const icon = <Icon aria-hidden strokeWidth={1.75} className={copied ? "text-ok" : undefined} />;
  return (
    <>
      {label ? (
        <Button onClick={copy} className={className}>
          {icon}
          {copied ? "Copied" : label}
        </Button>
      ) : (
        <button
          type="button"
          onClick={copy}
          aria-label={`Copy ${what}`}
          title={`Copy ${what}`}
          className={classNames(
            "inline-flex size-6 shrink-0 items-center justify-center rounded-chip text-quiet hover:bg-fill hover:text-ink [&_svg]:size-3.5",
            className,
          )}
        >
          {icon}
        </button>
      )}
      <span aria-live="polite" className="sr-only">
        {copied ? `Copied ${what}` : ""}
      </span>
    </>
  );
}
