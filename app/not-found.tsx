import { LinkButton } from "#components/ui/button.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-6 text-center">
      <h1 className="text-xl">There is nothing at this address</h1>
      <p className="mt-1 text-soft">It was mistyped, or what it showed is past its retention time.</p>
      <LinkButton href="/overview" className="mt-5">
        Go to the overview
      </LinkButton>
    </main>
  );
}
