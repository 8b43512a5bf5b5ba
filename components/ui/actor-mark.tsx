import { Building2, Hourglass, type LucideIcon, User, UserCog } from "lucide-react";
import type { Actor } from "#lib/vocabulary.ts";

const looks: Record<Actor, { icon: LucideIcon; words: string }> = {
  caller: { icon: User, words: "Caller must act" },
  operator: { icon: UserCog, words: "Operator must act" },
  vendor: { icon: Building2, words: "Vendor must act" },
  wait: { icon: Hourglass, words: "Nobody: it passes" },
};

/** Who has to do something, as icon and words; null = not known. */
export function ActorMark({ actor }: { actor: Actor | null }) {
  if (!actor) return <span className="text-quiet">unknown</span>;
  const { icon: Icon, words } = looks[actor];
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap text-soft">
      <Icon aria-hidden strokeWidth={1.75} className="size-3.5 shrink-0" />
      {words}
    </span>
  );
}
