"use client";

import { LogOut } from "lucide-react";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { useZone } from "#components/ui/view-context.tsx";
import type { Viewer } from "#lib/contracts/session.ts";
import { localZone } from "./local-zone.ts";
import { signOut } from "./sign-out.ts";
import { useTheme } from "./use-theme.ts";

const themeChoices = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** Who is signed in, and how they like to look at things. */
export function UserMenu({ viewer }: { viewer: Viewer }) {
  const [theme, setTheme] = useTheme();
  const { zone, setZone } = useZone();
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-fill"
        >
          <span
            aria-hidden
            className="flex size-7 shrink-0 items-center justify-center rounded-full bg-fill-strong font-semibold text-2xs text-soft"
          >
            {initialsOf(viewer.name)}
          </span>
          <span className="min-w-0">
            <span className="block truncate leading-tight">{viewer.name}</span>
            <span className="block truncate text-quiet text-xs leading-tight">
              {viewer.email === viewer.name ? viewer.role : viewer.email}
            </span>
          </span>
        </button>
      }
    >
      <div className="px-2 pt-1 pb-0.5 text-quiet text-xs">Signed in as {viewer.role}</div>
      <MenuSeparator />
      <MenuChoice label="Theme" value={theme} choices={themeChoices} onChange={setTheme} />
      <MenuSeparator />
      <MenuChoice
        label="Times"
        value={zone === "UTC" ? "utc" : "local"}
        choices={[
          { value: "utc", label: "UTC" },
          { value: "local", label: "Local time" },
        ]}
        onChange={(choice) => setZone(choice === "utc" ? "UTC" : localZone())}
      />
      <MenuSeparator />
      <MenuItem onSelect={signOut}>
        <LogOut aria-hidden strokeWidth={1.75} /> Sign out
      </MenuItem>
    </Menu>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/[\s@._-]+/);
  return ((words[0]?.[0] ?? "") + (words[1]?.[0] ?? "")).toUpperCase();
}
