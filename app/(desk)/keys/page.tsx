import { Suspense } from "react";
import { KeysView } from "#components/keys/keys-view.tsx";
import { Hydrate } from "#components/shell/hydrate.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";
import { keyListQuery } from "#lib/queries/keys.ts";
import { pageContext } from "#server/runtime/page-context.ts";
import { listKeys } from "#server/vault/index.ts";
import { prefetch } from "../prefetch.ts";

export const metadata = { title: "Keys" };

export default function KeysPage() {
  return (
    <Screen title="Keys" controls="search">
      <Suspense fallback={<ListSkeleton label="Loading keys" />}>
        <Keys />
      </Suspense>
    </Screen>
  );
}

async function Keys() {
  const ctx = await pageContext();
  return (
    <Hydrate queries={[await prefetch(ctx, keyListQuery(), listKeys, {})]}>
      <KeysView />
    </Hydrate>
  );
}
