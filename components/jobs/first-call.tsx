"use client";

import { Files } from "lucide-react";
import { SnippetBox } from "#components/clients/snippet-box.tsx";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

const link = "text-accent underline underline-offset-2";

/** What to do first: no job has come through the gateway in this time range. */
export function FirstCall() {
  return (
    <EmptyState
      icon={Files}
      title="No jobs in this time range"
      action={
        <div className="w-full max-w-140">
          <SnippetBox token="a client's token" />
        </div>
      }
    >
      Jobs appear here as soon as an application calls through the gateway. Add the vendor's key under{" "}
      <ScopedLink href="/keys" className={link}>
        Keys
      </ScopedLink>
      , make a token under{" "}
      <ScopedLink href="/clients" className={link}>
        Clients
      </ScopedLink>
      , then change two things in the application: the base URL and the API key.
    </EmptyState>
  );
}
