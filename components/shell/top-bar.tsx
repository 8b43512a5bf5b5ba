import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { LiveSwitch } from "./live-switch.tsx";
import { NavSheet } from "./nav-sheet.tsx";
import { RangePicker } from "./range-picker.tsx";
import { ScopePicker } from "./scope-picker.tsx";
import { ScopedLink } from "./scoped-link.tsx";
import { SearchButton } from "./search-button.tsx";
import { ZoomBack } from "./zoom-back.tsx";

export interface Crumb {
  label: string;
  href: string;
}

interface TopBarProps {
  crumbs: readonly Crumb[];
  title: ReactNode;
  controls: "all" | "search";
  /** The title is the page's main heading. */
  isHeading: boolean;
}

/** Where one is, and what the screen is narrowed to. On narrow screens the controls take a second, scrolling line. */
export function TopBar({ crumbs, title, controls, isHeading }: TopBarProps) {
  const Title = isHeading ? "h1" : "span";
  // Beside all controls there is room for the way here or for the title; below stands a heading that says the latter.
  const crowded = !isHeading && controls === "all";
  return (
    <header className="top-0 z-20 flex min-h-topbar flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-canvas px-4 py-2 md:sticky md:px-6">
      <NavSheet />
      <div className="flex min-w-0 flex-1 items-center gap-2">
        {crumbs.map((crumb) => (
          <span key={crumb.href} className="hidden min-w-0 items-center gap-2 first:shrink-0 sm:inline-flex">
            <ScopedLink href={crumb.href} className="truncate text-soft hover:text-ink">
              {crumb.label}
            </ScopedLink>
            <span aria-hidden className="text-decor">
              /
            </span>
          </span>
        ))}
        <Title className={classNames("truncate font-semibold text-base", crowded && "max-lg:hidden")}>{title}</Title>
      </div>
      <div className="order-2 md:order-last">
        <SearchButton />
      </div>
      {controls === "all" && (
        <div className="order-last -mx-4 flex w-screen gap-2 overflow-x-auto px-4 py-1 md:order-none md:mx-0 md:w-auto md:overflow-visible md:p-0">
          <ZoomBack />
          <ScopePicker />
          <RangePicker />
          <LiveSwitch />
        </div>
      )}
    </header>
  );
}
