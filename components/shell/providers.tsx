"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Toaster } from "#components/ui/toaster.tsx";
import { ViewProvider } from "#components/ui/view-context.tsx";
import type { Preferences } from "#lib/preferences.ts";
import { LiveProvider } from "./live-context.tsx";
import { queryClientOf } from "./query-client.ts";

interface ProvidersProps {
  preferences: Preferences;
  /** The server's clock, in ms since 1970. */
  renderedAt: number;
  children: ReactNode;
}

/** Everything a screen finds around it: address state, queries, zone and clock, live switch, toasts. */
export function Providers({ preferences, renderedAt, children }: ProvidersProps) {
  return (
    <NuqsAdapter>
      <QueryClientProvider client={queryClientOf()}>
        <ViewProvider initialZone={preferences.zone} renderedAt={renderedAt}>
          <LiveProvider initialLive={preferences.live}>
            <Tooltip.Provider delay={400}>{children}</Tooltip.Provider>
            <Toaster />
          </LiveProvider>
        </ViewProvider>
      </QueryClientProvider>
    </NuqsAdapter>
  );
}
