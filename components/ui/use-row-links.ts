"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, useCallback } from "react";

/** A click anywhere in a row follows the row's link, unless it hit something of its own or ended a text selection. */
export function useRowLinks(): (event: MouseEvent<HTMLElement>) => void {
  const router = useRouter();
  return useCallback(
    (event) => {
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || target.closest("a, button, input, label, select, textarea")) return;
      if (window.getSelection()?.toString()) return;
      const href = target.closest("tr")?.querySelector<HTMLAnchorElement>("a[data-row-link]")?.getAttribute("href");
      if (!href) return;
      if (event.metaKey || event.ctrlKey) window.open(href, "_blank", "noopener");
      else router.push(href);
    },
    [router],
  );
}
