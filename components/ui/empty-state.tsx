import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** What to do first, or why there is nothing. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Says honestly that there is nothing here, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <Icon aria-hidden strokeWidth={1.75} className="mb-3 size-5 text-decor" />
      <h2 className="text-base">{title}</h2>
      {children && <div className="mt-1 max-w-prose text-soft text-sm">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
