import { classNames } from "#components/ui/class-names.ts";
import type { BudgetState } from "#lib/contracts/budgets.ts";

const colors: Record<BudgetState, string> = {
  within: "bg-accent",
  half: "bg-accent",
  near: "bg-warn",
  spent: "bg-bad",
};

/** How much of a budget is spent, as a bar; the words beside it say the same. */
export function ShareBar({ share, state, className }: { share: number; state: BudgetState; className?: string }) {
  return (
    <span aria-hidden className={classNames("block h-1.5 overflow-hidden rounded-full bg-fill-strong", className)}>
      <span className={classNames("block h-full", colors[state])} style={{ width: `${Math.min(100, share * 100)}%` }} />
    </span>
  );
}
