"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { safeNext } from "#lib/url/safe-next.ts";
import { signIn } from "./sign-in.ts";

/** E-mail and password. `next` is the path to go on to. */
export function SignInForm({ next }: { next: string | null }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const result = await signIn(String(form.get("email") ?? ""), String(form.get("password") ?? ""));
    if (result.signedIn) {
      // A whole load, so that nothing of an earlier session stays in memory.
      window.location.assign(safeNext(next));
      return;
    }
    setProblem(result.message);
    setBusy(false);
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <Field label="E-mail" name="email">
        <Input type="email" autoComplete="username" required autoFocus />
      </Field>
      <Field label="Password" name="password">
        <Input type="password" autoComplete="current-password" required />
      </Field>
      <p role="alert" className="min-h-5 text-bad text-sm empty:hidden">
        {problem}
      </p>
      <Button type="submit" variant="primary" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}
