import { Suspense } from "react";
import { KeysView } from "#components/keys/keys-view.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Screen } from "#components/shell/screen.tsx";

export const metadata = { title: "Keys" };

export default function KeysPage() {
  return (
    <Screen title="Keys" controls="search">
      <Suspense fallback={<ListSkeleton label="Loading keys" />}>
        <KeysView />
      </Suspense>
    </Screen>
  );
}
