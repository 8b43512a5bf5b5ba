"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { isTyping } from "#components/ui/is-typing.ts";
import { scopedHref } from "#lib/url/scoped-href.ts";
import { navItems } from "./nav-items.ts";
import { useOverlay } from "./overlay-context.tsx";

const chordMs = 1200;

/** Ctrl/Cmd-K the palette, `/` the screen's search, `g` and a letter another screen, `?` the help. */
export function useShortcuts(): void {
  const router = useRouter();
  const search = useSearchParams();
  const { show } = useOverlay();
  useEffect(() => {
    let pressedG = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        show("palette");
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const item = navItems.find(({ letter }) => letter === event.key);
      if (item && Date.now() - pressedG < chordMs) router.push(scopedHref(item.href, search));
      pressedG = event.key === "g" ? Date.now() : 0;
      if (event.key === "?") show("help");
      if (event.key === "/") {
        event.preventDefault();
        if (!focusSearch()) show("palette");
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, search, show]);
}

// Jobs listens for `j` too; after `g` the letter means the screen, and the page is left anyway.
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search-field]");
  field?.focus();
  field?.select();
  return field !== null;
}
