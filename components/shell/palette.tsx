"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { scrimClass } from "#components/ui/dialog.tsx";
import { scopedHref } from "#lib/url/scoped-href.ts";
import { navItems } from "./nav-items.ts";
import { useOverlay } from "./overlay-context.tsx";
import { PaletteEntries, PaletteJobs } from "./palette-found.tsx";
import { PaletteGroup, PaletteItem } from "./palette-item.tsx";
import { useSettled } from "./use-settled.ts";

/** One box that goes to any screen and finds any job or catalog entry. */
export function Palette() {
  const { overlay, show } = useOverlay();
  return (
    <Base.Root open={overlay === "palette"} onOpenChange={(open) => show(open ? "palette" : null)}>
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup
          aria-label="Find a job, a file, an entry, a screen"
          className="fixed top-[12dvh] left-1/2 z-40 w-[calc(100vw-2rem)] max-w-150 -translate-x-1/2 overflow-hidden rounded-card border border-line bg-raised shadow-float"
        >
          <PaletteBody close={() => show(null)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteBody({ close }: { close: () => void }) {
  const [text, setText] = useState("");
  const query = useSettled(text.trim());
  const router = useRouter();
  const search = useSearchParams();
  const go = (href: string) => {
    close();
    router.push(href);
  };
  const screens = navItems.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Command label="Find" shouldFilter={false} loop>
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-soft" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder="Job id, file name, error code, screen…"
          className="h-11 w-full bg-transparent outline-none"
        />
      </div>
      <Command.List className="max-h-[60dvh] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-6 text-center text-soft">Nothing by that name.</Command.Empty>
        {screens.length > 0 && (
          <PaletteGroup heading="Go to">
            {screens.map(({ href, label, icon, letter }) => (
              <PaletteItem
                key={href}
                value={href}
                icon={icon}
                keys={["g", letter]}
                onSelect={() => go(scopedHref(href, search))}
              >
                {label}
              </PaletteItem>
            ))}
          </PaletteGroup>
        )}
        {query.length >= 2 && <PaletteJobs query={query} go={go} />}
        {query.length >= 2 && <PaletteEntries query={query} go={go} />}
      </Command.List>
    </Command>
  );
}
