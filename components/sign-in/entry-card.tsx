import type { ReactNode } from "react";
import { Logo } from "#components/shell/logo.tsx";
import { Card } from "#components/ui/card.tsx";

interface EntryCardProps {
  title: string;
  /** One sentence under the title. */
  lead: ReactNode;
  children: ReactNode;
}

/** The one card of a screen in front of the desk: sign-in and set-up. */
export function EntryCard({ title, lead, children }: EntryCardProps) {
  return (
    <main id="content" className="flex min-h-dvh flex-col items-center justify-center gap-6 p-4">
      <Logo />
      <Card className="flex w-full max-w-96 flex-col gap-5 p-6">
        <div className="flex flex-col gap-1">
          <h1 className="text-lg">{title}</h1>
          <p className="text-soft text-sm">{lead}</p>
        </div>
        {children}
      </Card>
    </main>
  );
}
