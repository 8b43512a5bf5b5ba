import { DiagnoseView } from "#components/diagnose/diagnose-view.tsx";
import { Screen } from "#components/shell/screen.tsx";

export const metadata = { title: "Diagnose" };

export default function DiagnosePage() {
  return (
    <Screen title="Diagnose" controls="search" width="reading">
      <DiagnoseView />
    </Screen>
  );
}
