import { EntryCard } from "#components/sign-in/entry-card.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  return (
    <EntryCard title="Sign in" lead="The operations desk for document-AI APIs.">
      <SignInForm next={typeof next === "string" ? next : null} />
    </EntryCard>
  );
}
