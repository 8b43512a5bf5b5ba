/** Start-up as the person at the terminal reads it: one line a step, with what came of it and how long it took. */
export interface Steps {
  /** Runs a step and prints its line when it is done. `say` turns the result into words; a string result is its own. */
  run<T>(name: string, work: () => Promise<T>, say?: (result: T) => string): Promise<T>;
}

const nameWidth = 10;

/** Steps that print with `print`. */
export function makeSteps(print: (line: string) => void): Steps {
  return {
    async run(name, work, say = (result) => (typeof result === "string" ? result : "done")) {
      const started = performance.now();
      const result = await work();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      print(`${name.padEnd(nameWidth)} ${say(result)} (${seconds} s)`);
      return result;
    },
  };
}
