import { chmod, mkdir } from "node:fs/promises";
import { StartupError } from "../startup-error.ts";

/** Where root keeps what the database's user must reach when the clone itself is closed to it (under /root, say). */
const path = "/var/lib/docket";

/** Makes the folder if needed. @throws StartupError when it cannot be made. */
export async function outsideHome(): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    await chmod(path, 0o755);
    return path;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `The database's user cannot enter this folder and ${path} cannot be made (${code}): move Docket to a folder every user may enter, or set DATABASE_URL.`,
    );
  }
}
