import {
  Building2,
  Check,
  CircleHelp,
  CircleSlash,
  Coins,
  Hourglass,
  type LucideIcon,
  PencilLine,
  User,
  UserCog,
  X,
} from "lucide-react";
import type { Actor, BilledAnswer, RetryAdvice } from "#lib/vocabulary.ts";

/** How an answer opens: its icon, its first words, their colour. */
export interface AnswerLook {
  icon: LucideIcon;
  lead: string;
  tone: string;
}

/** Who has to act; the entry's own sentence says what they do. */
export const actorIcons: Record<Actor, LucideIcon> = {
  vendor: Building2,
  operator: UserCog,
  caller: User,
  wait: Hourglass,
};

export const retryLooks: Record<RetryAdvice, AnswerLook> = {
  yes: { icon: Check, lead: "Yes.", tone: "text-ok" },
  after_change: { icon: PencilLine, lead: "Not as it is.", tone: "text-warn" },
  no: { icon: X, lead: "No.", tone: "text-bad" },
};

export const billedLooks: Record<BilledAnswer, AnswerLook> = {
  yes: { icon: Coins, lead: "Yes.", tone: "text-warn" },
  no: { icon: CircleSlash, lead: "No.", tone: "text-soft" },
  unknown: { icon: CircleHelp, lead: "Unknown.", tone: "text-soft" },
};
