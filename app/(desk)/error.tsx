"use client";

import { Screen } from "#components/shell/screen.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

/** What is shown when a screen itself breaks; the navigation stays. */
export default function DeskError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <Screen title="Error" controls="search">
      <Card>
        <ErrorState
          what="This screen could not be shown."
          why={error.digest ? `The server's log names the cause under ${error.digest}.` : undefined}
          onRetry={retry}
        />
      </Card>
    </Screen>
  );
}
