/** The time given to a service was over. */
class DeadlineError extends Error {
  override readonly name = "DeadlineError";
  readonly code = "deadline";
}

/**
 * Gives up waiting after `milliseconds` with a {@link DeadlineError}. The clients of the cache and
 * artifact services take no AbortSignal, so the work itself continues unattended.
 */
export async function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeadlineError(`no answer within ${milliseconds / 1000} s`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
