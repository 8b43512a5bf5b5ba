import { FileQuestion } from "lucide-react";
import { Screen } from "#components/shell/screen.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** An id no job has, or no longer has. */
export default function JobNotFound() {
  return (
    <Screen crumbs={[{ label: "Jobs", href: "/jobs" }]} title="Not found" controls="search">
      <Card>
        <EmptyState
          icon={FileQuestion}
          title="There is no job with this id"
          action={<LinkButton href="/jobs">All jobs</LinkButton>}
        >
          The address may be cut off, or the job is past its retention. With the vendor’s job id, a file name or a
          request id, the search above finds what is still here.
        </EmptyState>
      </Card>
    </Screen>
  );
}
