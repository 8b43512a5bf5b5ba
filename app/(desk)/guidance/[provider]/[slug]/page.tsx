import type { Metadata } from "next";
import { Suspense } from "react";
import { EntryView } from "#components/guidance/entry-view.tsx";
import { GuidanceSkeleton } from "#components/guidance-card/guidance-skeleton.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { entryQuery } from "#lib/queries/catalog.ts";
import { getGuidance } from "#server/guidance/index.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { prefetch } from "../../../prefetch.ts";

type EntryPageProps = PageProps<"/guidance/[provider]/[slug]">;

export async function generateMetadata({ params }: EntryPageProps): Promise<Metadata> {
  return { title: entryIdOf(await params) };
}

export default async function EntryPage({ params }: EntryPageProps) {
  const id = entryIdOf(await params);
  return (
    <Screen
      crumbs={[{ label: "Guidance", href: "/guidance" }]}
      title={<span className="font-mono font-normal text-xs">{id}</span>}
      controls="search"
    >
      <Suspense fallback={<GuidanceSkeleton />}>
        <Entry id={id} />
      </Suspense>
    </Screen>
  );
}

async function Entry({ id }: { id: string }) {
  const ctx = await pageContext();
  return (
    <Hydrate queries={[await prefetch(ctx, entryQuery(id), getGuidance, { id })]}>
      <EntryView id={id} />
    </Hydrate>
  );
}

function entryIdOf({ provider, slug }: { provider: string; slug: string }): string {
  return `${decodeURIComponent(provider)}/${decodeURIComponent(slug)}`;
}
