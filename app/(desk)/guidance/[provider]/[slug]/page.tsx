import type { Metadata } from "next";
import { Suspense } from "react";
import { EntryView } from "#components/guidance/entry-view.tsx";
import { GuidanceSkeleton } from "#components/guidance-card/guidance-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";

interface EntryPageProps {
  params: Promise<{ provider: string; slug: string }>;
}

export async function generateMetadata({ params }: EntryPageProps): Promise<Metadata> {
  const { provider, slug } = await params;
  return { title: `${provider}/${slug}` };
}

export default async function EntryPage({ params }: EntryPageProps) {
  const { provider, slug } = await params;
  const id = `${decodeURIComponent(provider)}/${decodeURIComponent(slug)}`;
  return (
    <Screen
      crumbs={[{ label: "Guidance", href: "/guidance" }]}
      title={<span className="font-mono font-normal text-xs">{id}</span>}
      controls="search"
    >
      <Suspense fallback={<GuidanceSkeleton />}>
        <EntryView id={id} />
      </Suspense>
    </Screen>
  );
}
