import { Time } from "#components/ui/time.tsx";
import type { JobDetail } from "#lib/contracts/jobs.ts";
import { countOf } from "#lib/format/count.ts";
import { reasonWords } from "#lib/format/delivery-words.ts";
import { formatDuration } from "#lib/format/duration.ts";

/** What webhooks said of the job beside the polls: whether they agree, and which were late, missing, doubled or forged. */
export function WebhookNote({ webhooks }: Pick<JobDetail, "webhooks">) {
  const sentence = sentenceOf(webhooks);
  if (!sentence && webhooks.rejected.length === 0) return null;
  return (
    <div className="mt-1 border-line-faint border-t px-4 pt-3 text-quiet text-sm">
      {sentence && (
        <p>
          <span className={isBad(webhooks.state) ? "font-[560] text-bad" : undefined}>{sentence}</span>
          {webhooks.doubled > 0 && ` · came ${countOf(webhooks.doubled, "time")} more, without effect`}
        </p>
      )}
      {webhooks.rejected.map(({ at, reason }) => (
        <p key={at + reason} className="text-bad">
          <Time at={at} format="near" /> a delivery that names this job was rejected: {reasonWords[reason]}
        </p>
      ))}
    </div>
  );
}

function isBad(state: JobDetail["webhooks"]["state"]): boolean {
  return state === "disagrees" || state === "missing";
}

function sentenceOf({ state, afterEndMs }: JobDetail["webhooks"]): string | null {
  const after =
    afterEndMs === null
      ? ""
      : ` ${formatDuration(Math.abs(afterEndMs))} ${afterEndMs < 0 ? "before" : "after"} the end was known`;
  switch (state) {
    case "none":
      return null;
    case "waiting":
      return "Webhook: expected, not here yet";
    case "agrees":
      return `Webhook and poll agree: it came${after}`;
    case "late":
      return `Webhook was late: it came${after}`;
    case "disagrees":
      return "Webhook and poll disagree about the end";
    case "unread":
      return "Webhook came with a link that was not read: the vendor was asked instead";
    case "missing":
      return "Webhook missing: one was expected and none told of the end";
  }
}
