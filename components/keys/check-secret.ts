import { addKeyInput } from "#lib/contracts/keys.ts";

/** What is wrong with a secret as typed; undefined = nothing. */
export function secretError(secret: string): string | undefined {
  const parsed = addKeyInput.shape.secret.safeParse(secret);
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}

/** A doubt about a secret that begins unlike the vendor's keys; keys change their form, so it is never refused. */
export function prefixDoubt(secret: string, prefix: string | null, provider: string): string | undefined {
  const typed = secret.trim();
  if (!prefix || typed === "" || typed.startsWith(prefix)) return undefined;
  return `${provider} keys usually begin with “${prefix}”. Check that this is the right one; you can add it all the same.`;
}
