import { EntryCard } from "#components/sign-in/entry-card.tsx";
import { SetupForm } from "#components/sign-in/setup-form.tsx";

export const metadata = { title: "Set up", referrer: "no-referrer" };

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  if (typeof token !== "string" || token === "") {
    return (
      <EntryCard title="This link is not whole" lead="Open the set-up link exactly as Docket printed it at its start.">
        <p className="text-soft text-sm">Restarting Docket prints a new link while nobody can sign in yet.</p>
      </EntryCard>
    );
  }
  return (
    <EntryCard title="Create the first admin" lead="This link works once. Everyone else is let in by this admin.">
      <SetupForm token={token} />
    </EntryCard>
  );
}
