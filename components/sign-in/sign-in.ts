/** What came of trying to sign in: in, or the sentence that says why not. */
export type SignInResult = { signedIn: true } | { signedIn: false; message: string };

const tooOften = "Too many tries from this address. Wait a minute, then try again.";
const unreachable = "The Docket server could not be reached.";

/** Opens a session with e-mail and password. Never throws. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  const response = await fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  }).catch(() => null);
  if (response === null) return { signedIn: false, message: unreachable };
  if (response.ok) return { signedIn: true };
  if (response.status === 429) return { signedIn: false, message: tooOften };
  if (response.status >= 500) return { signedIn: false, message: `The server answered ${response.status}. Try again.` };
  return { signedIn: false, message: "This e-mail and password do not fit together." };
}
