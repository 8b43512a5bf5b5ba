"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { navItems } from "./nav-items.ts";
import { useOverlay } from "./overlay-context.tsx";

const general: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["⌘ / Ctrl", "K"], "Find anything, go anywhere"],
  [["/"], "Search on this screen"],
  [["j"], "Next row"],
  [["k"], "Row before"],
  [["Enter"], "Open the row"],
  [["Esc"], "Close what is open"],
  [["?"], "This help"],
];

/** The keyboard shortcuts. */
export function HelpDialog() {
  const { overlay, show } = useOverlay();
  return (
    <Dialog open={overlay === "help"} onOpenChange={(open) => show(open ? "help" : null)} title="Keyboard" width="wide">
      <div className="grid gap-6 sm:grid-cols-2">
        <KeyList rows={general} />
        <KeyList rows={navItems.map(({ letter, label }) => [["g", letter], label] as const)} />
      </div>
    </Dialog>
  );
}

function KeyList({ rows }: { rows: readonly (readonly [keys: readonly string[], what: string])[] }) {
  return (
    <dl className="grid h-fit grid-cols-[auto_1fr] items-center gap-x-3 gap-y-2">
      {rows.map(([keys, what]) => (
        <div key={what} className="contents">
          <dt className="flex gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd className="text-soft">{what}</dd>
        </div>
      ))}
    </dl>
  );
}
