/**
 * Docket cannot start for a reason that the person at the terminal can act on. `message` is one whole sentence without
 * secrets; whoever catches it prints that sentence, no stack, and leaves with exit code 1.
 */
export class StartupError extends Error {
  override name = "StartupError";
}
