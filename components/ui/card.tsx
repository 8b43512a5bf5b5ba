import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A bordered surface. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section {...props} className={classNames("rounded-card border border-line bg-surface", className)} />;
}

interface CardHeaderProps {
  title: ReactNode;
  /** A quiet word beside the title: unit, window, "to scale". */
  aside?: ReactNode;
  /** Buttons or tabs at the right edge. */
  actions?: ReactNode;
  id?: string;
}

/** A card's first line: title, quiet aside, actions. */
export function CardHeader({ title, aside, actions, id }: CardHeaderProps) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 px-4 pt-2">
      <h2 id={id} className="text-base">
        {title}
      </h2>
      {aside && <span className="text-quiet text-sm">{aside}</span>}
      {actions && <div className="ml-auto flex items-center gap-1">{actions}</div>}
    </div>
  );
}
