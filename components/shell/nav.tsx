"use client";

import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { formatCompact, formatCount } from "#lib/format/count.ts";
import { type NavCount, useNavCounts } from "./nav-counts.ts";
import { type NavItem, navGroups } from "./nav-items.ts";
import { ScopedLink } from "./scoped-link.tsx";

/** The screens, with what is in flight and what failed beside them. */
export function Nav({ onGo }: { onGo?: () => void }) {
  const path = usePathname();
  const counts = useNavCounts();
  return (
    <nav aria-label="Screens" className="flex flex-col gap-5">
      {navGroups.map((group) => (
        <ul key={group[0]?.href} className="flex flex-col gap-px">
          {group.map((item) => (
            <li key={item.href}>
              <NavLink
                item={item}
                current={path === item.href || path.startsWith(`${item.href}/`)}
                count={item.count && counts[item.count]}
                onGo={onGo}
              />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

interface NavLinkProps {
  item: NavItem;
  current: boolean;
  count: NavCount | undefined;
  onGo: (() => void) | undefined;
}

function NavLink({ item, current, count, onGo }: NavLinkProps) {
  const Icon = item.icon;
  return (
    <ScopedLink
      href={item.href}
      onClick={onGo}
      aria-current={current ? "page" : undefined}
      className={classNames(
        "flex h-8 items-center gap-2.5 rounded-control border px-2.5",
        current
          ? "border-line bg-surface font-semibold text-ink"
          : "border-transparent text-soft hover:bg-fill hover:text-ink",
      )}
    >
      <Icon aria-hidden strokeWidth={1.75} className="size-4 shrink-0" />
      {item.label}
      {count && count.value > 0 && (
        <span
          title={`${formatCount(count.value)} ${count.meaning}`}
          className={classNames("ml-auto text-sm", count.loud ? "font-semibold text-bad" : "font-normal text-quiet")}
        >
          {count.value < 10_000 ? formatCount(count.value) : formatCompact(count.value)}
          <span className="sr-only"> {count.meaning}</span>
        </span>
      )}
    </ScopedLink>
  );
}
