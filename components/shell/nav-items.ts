import {
  AppWindow,
  BookOpen,
  Coins,
  Files,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Settings,
  Siren,
  Stethoscope,
  TriangleAlert,
} from "lucide-react";

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
  /** After `g`, this letter goes there. */
  letter: string;
  /** Which count stands beside it. */
  count?: "in-flight" | "failures" | "incidents";
}

/** The screens, in groups, in the order of the navigation. */
export const navGroups: readonly (readonly NavItem[])[] = [
  [
    { href: "/overview", label: "Overview", icon: LayoutDashboard, letter: "o" },
    { href: "/jobs", label: "Jobs", icon: Files, letter: "j", count: "in-flight" },
    { href: "/failures", label: "Failures", icon: TriangleAlert, letter: "f", count: "failures" },
    { href: "/credits", label: "Credits", icon: Coins, letter: "r" },
    { href: "/incidents", label: "Incidents", icon: Siren, letter: "i", count: "incidents" },
  ],
  [
    { href: "/guidance", label: "Guidance", icon: BookOpen, letter: "u" },
    { href: "/diagnose", label: "Diagnose", icon: Stethoscope, letter: "d" },
  ],
  [
    { href: "/keys", label: "Keys", icon: KeyRound, letter: "k" },
    { href: "/clients", label: "Clients", icon: AppWindow, letter: "c" },
    { href: "/settings", label: "Settings", icon: Settings, letter: "s" },
  ],
];

export const navItems: readonly NavItem[] = navGroups.flat();
