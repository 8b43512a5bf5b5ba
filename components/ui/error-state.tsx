import { TriangleAlert } from "lucide-react";
import { Button } from "./button.tsx";

interface ErrorStateProps {
  /** What could not be done, as a sentence: "The jobs could not be loaded." */
  what: string;
  /** The reason, as far as it is known. */
  why?: string | undefined;
  onRetry?: (() => void) | undefined;
  busy?: boolean;
}

/** Says what failed and offers to try again. */
export function ErrorState({ what, why, onRetry, busy = false }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-12 text-center">
      <TriangleAlert aria-hidden strokeWidth={1.75} className="mb-3 size-5 text-bad" />
      <p className="font-semibold">{what}</p>
      {why && <p className="mt-1 max-w-prose text-soft text-sm">{why}</p>}
      {onRetry && (
        <Button className="mt-4" onClick={onRetry} busy={busy}>
          Try again
        </Button>
      )}
    </div>
  );
}
