import process from "node:process";

/** What work gave, and the lines that were written to standard output meanwhile. */
interface Overheard<T> {
  readonly result: T;
  readonly lines: readonly string[];
}

/**
 * Listens to standard output during work: the client of the cache reports the reason of a failure
 * nowhere else. The lines are written as before.
 */
export async function overhear<T>(work: () => Promise<T>): Promise<Overheard<T>> {
  const { stdout } = process;
  const write = stdout.write;
  let text = "";
  stdout.write = new Proxy(write, {
    apply(target, self, args) {
      text += String(args[0]);
      return Reflect.apply(target, self, args);
    },
  });
  try {
    const result = await work();
    return { result, lines: text.split("\n") };
  } finally {
    stdout.write = write;
  }
}
