import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import type { Overview } from "#lib/contracts/overview.ts";
import { FailureRows } from "./failure-rows.tsx";

/** The newest failure groups of the window. */
export function NewestFailures({ newest }: Pick<Overview, "newest">) {
  return (
    <Card aria-labelledby="newest-failures">
      <CardHeader
        id="newest-failures"
        title="What failed, newest first"
        actions={
          <ScopedLink href="/failures" className={buttonClass("ghost", "small")}>
            All failures
          </ScopedLink>
        }
      />
      {newest.length > 0 ? (
        <FailureRows groups={newest} />
      ) : (
        <p className="px-4 pb-4 text-soft">Nothing failed in this window.</p>
      )}
    </Card>
  );
}
