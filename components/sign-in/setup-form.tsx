"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { ClientError, messageOf } from "#lib/queries/client-error.ts";
import { sendOnly } from "#lib/queries/fetch-json.ts";
import { signIn } from "./sign-in.ts";

/** Makes the first admin with the link's token, and signs them in. */
export function SetupForm({ token }: { token: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [issues, setIssues] = useState<Readonly<Record<string, string>>>({});

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, email, password] = ["name", "email", "password"].map((field) => String(form.get(field) ?? ""));
    setBusy(true);
    setProblem(null);
    setIssues({});
    try {
      await sendOnly("/setup", { method: "POST", body: { token, name, email, password } });
      const result = await signIn(email ?? "", password ?? "");
      window.location.assign(result.signedIn ? "/overview" : "/sign-in");
    } catch (error) {
      const fields = error instanceof ClientError ? error.issues : {};
      setIssues(fields);
      setProblem(Object.keys(fields).length > 0 ? null : messageOf(error));
      setBusy(false);
    }
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Your name" name="name" error={issues.name}>
        <Input autoComplete="name" required autoFocus />
      </Field>
      <Field label="E-mail" name="email" error={issues.email}>
        <Input type="email" autoComplete="username" required />
      </Field>
      <Field label="Password" name="password" error={issues.password} help="At least 8 characters; long beats strange.">
        <Input type="password" autoComplete="new-password" required minLength={8} />
      </Field>
      <p role="alert" className="min-h-5 text-bad text-sm empty:hidden">
        {problem}
      </p>
      <Button type="submit" variant="primary" busy={busy}>
        Create the first admin
      </Button>
    </form>
  );
}
