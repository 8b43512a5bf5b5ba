"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { SnippetBox } from "#components/clients/snippet-box.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Card } from "#components/ui/card.tsx";

interface FirstStepsProps {
  hasKey: boolean;
  hasClient: boolean;
}

/** What to do first on a fresh install: a key or the sandbox, a client token, two changed lines in the application. */
export function FirstSteps({ hasKey, hasClient }: FirstStepsProps) {
  return (
    <Card aria-labelledby="first-steps" className="p-5">
      <h2 id="first-steps" className="text-lg">
        No call has come through the gateway yet
      </h2>
      <p className="mt-1 text-soft">Three steps, and this page fills by itself.</p>
      <ol className="mt-5 grid gap-x-8 gap-y-6 lg:grid-cols-[1fr_1fr_1.6fr]">
        <Step number={1} done={hasKey} title="Add a provider key">
          <p>
            One for each provider and region you use; it is sealed at once. Or begin without one: the region{" "}
            <code className="rounded-chip bg-fill px-1 font-mono text-xs">sandbox</code> stands in for every vendor.
          </p>
          <ScopedLink href="/keys" className={buttonClass(hasKey ? "secondary" : "primary", "regular", "mt-3")}>
            Keys
          </ScopedLink>
        </Step>
        <Step number={2} done={hasClient} title="Create a client token">
          <p>One client for each application of yours, so that calls and credits can be told apart.</p>
          <ScopedLink
            href="/clients"
            className={buttonClass(hasKey && !hasClient ? "primary" : "secondary", "regular", "mt-3")}
          >
            Clients
          </ScopedLink>
        </Step>
        <Step number={3} done={false} title="Change two things in the application">
          <p className="mb-3">The base URL and the API key. Nothing else changes.</p>
          <SnippetBox token="your client token" />
        </Step>
      </ol>
    </Card>
  );
}

interface StepProps {
  number: number;
  done: boolean;
  title: string;
  children: ReactNode;
}

function Step({ number, done, title, children }: StepProps) {
  return (
    <li className="flex min-w-0 gap-3">
      <span
        className={`flex size-6 shrink-0 items-center justify-center rounded-full border text-sm ${done ? "border-ok text-ok" : "border-line text-soft"}`}
      >
        {done ? <Check role="img" aria-label="done" strokeWidth={2} className="size-3.5" /> : number}
      </span>
      <div className="min-w-0 flex-1 text-soft">
        <h3 className="mb-1 text-base text-ink">{title}</h3>
        {children}
      </div>
    </li>
  );
}
