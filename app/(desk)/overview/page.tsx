import { BudgetAlarms } from "#components/overview/budget-alarms.tsx";
import { OpenIncidents } from "#components/overview/open-incidents.tsx";
import { OverviewView } from "#components/overview/overview-view.tsx";
import { SpoolAlarm } from "#components/overview/spool-alarm.tsx";
import { Screen } from "#components/shell/screen.tsx";

export const metadata = { title: "Overview" };

/**
 * No Suspense boundary around the view: it would hydrate after the navigation, which asks the same question, and could
 * then find an answer that the server's HTML did not have.
 */
export default function OverviewPage() {
  return (
    <Screen title="Overview">
      <SpoolAlarm />
      <OpenIncidents />
      <BudgetAlarms />
      <OverviewView />
    </Screen>
  );
}
