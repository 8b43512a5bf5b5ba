"use client";

import { useState } from "react";
import { writePreference } from "#components/ui/write-preference.ts";
import { type Theme, themes } from "#lib/preferences.ts";

/** The colour theme. The server writes the chosen one on <html>; "system" leaves the attribute off. */
export function useTheme(): [theme: Theme, setTheme: (theme: Theme) => void] {
  const [theme, setShown] = useState<Theme>(readTheme);
  const setTheme = (next: Theme) => {
    setShown(next);
    writePreference("theme", next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  return [theme, setTheme];
}

function readTheme(): Theme {
  if (typeof document === "undefined") return "system";
  return themes.find((known) => known === document.documentElement.dataset.theme) ?? "system";
}
