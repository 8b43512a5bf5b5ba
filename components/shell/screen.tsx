import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { type Crumb, TopBar } from "./top-bar.tsx";

interface ScreenProps {
  /** The way here, without the screen itself. */
  crumbs?: readonly Crumb[];
  /** The screen's name, or the name of the thing it shows. */
  title: ReactNode;
  /** Controls that make sense here: a screen without times in it needs no range. */
  controls?: "all" | "search";
  /** `reading`: one column of text. */
  width?: "full" | "reading";
  /** The content has a heading of its own: the title in the bar is then only a label. */
  ownHeading?: boolean;
  children: ReactNode;
}

/** A screen: the top bar with the way here, then the content. */
export function Screen(props: ScreenProps) {
  const { crumbs = [], title, controls = "all", width = "full", ownHeading = false, children } = props;
  return (
    <>
      <TopBar crumbs={crumbs} title={title} controls={controls} isHeading={!ownHeading} />
      <main
        id="content"
        className={classNames(
          "mx-auto flex w-full flex-col gap-4 px-4 pt-4 pb-16 md:px-6 md:pt-5",
          width === "reading" ? "max-w-reading" : "max-w-page",
        )}
      >
        {children}
      </main>
    </>
  );
}
