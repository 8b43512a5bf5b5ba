import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { EntryDetail } from "#lib/contracts/catalog.ts";
import { type AnswerLook, actorIcons, billedLooks, retryLooks } from "./answer-looks.ts";
import { InlineText } from "./inline-text.tsx";

type AnsweredEntry = Pick<
  EntryDetail,
  "whoActs" | "whoActsDetail" | "retry" | "retryDetail" | "billed" | "billedDetail"
>;

/** The three questions people ask first: who must act, does a retry make sense, was it billed. */
export function Answers({ entry }: { entry: AnsweredEntry }) {
  return (
    <dl className="grid grid-cols-[5.75rem_minmax(0,1fr)] gap-y-2">
      <Answer question="Who must act" icon={actorIcons[entry.whoActs]} tone="text-ink">
        <InlineText>{entry.whoActsDetail}</InlineText>
      </Answer>
      <LedAnswer question="Retry" look={retryLooks[entry.retry]} detail={entry.retryDetail} />
      <LedAnswer question="Billed" look={billedLooks[entry.billed]} detail={entry.billedDetail} />
    </dl>
  );
}

function LedAnswer({ question, look, detail }: { question: string; look: AnswerLook; detail: string }) {
  return (
    <Answer question={question} icon={look.icon} tone={look.tone}>
      <span className={look.tone}>{look.lead}</span> <InlineText>{detail}</InlineText>
    </Answer>
  );
}

interface AnswerProps {
  question: string;
  icon: LucideIcon;
  tone: string;
  children: ReactNode;
}

/** One answer: question, icon, words. */
function Answer({ question, icon: Icon, tone, children }: AnswerProps) {
  return (
    <>
      <dt className="text-quiet text-sm leading-[1.45rem]">{question}</dt>
      <dd className="flex gap-2">
        <Icon aria-hidden strokeWidth={1.75} className={`mt-[3px] size-3.5 shrink-0 ${tone}`} />
        <span className="min-w-0">{children}</span>
      </dd>
    </>
  );
}
