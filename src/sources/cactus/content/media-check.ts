import pMap from "p-map";
import type { Comment } from "../../../domain/comment.ts";
import type { Finding } from "../../../domain/finding.ts";
import { fetchAtOrigin, RedirectRefusedError } from "../../../http/fetch-answer.ts";
import { contentMessages } from "./messages.ts";

/** How media is asked for. */
interface MediaCheck {
  readonly fetch: typeof globalThis.fetch;
  /** Time for the beginning of an answer, in ms. */
  readonly timeoutMs: number;
}

const requestsAtOnce = 4;

/**
 * Asks for the media of comments as a reader's browser would, and reports what it would not get:
 * servers forget media, and many serve it to their own users only. A homeserver that redirects readers
 * to another server has it; that server is not asked.
 * It throws the signal's reason.
 * Source: Matrix 1.11 client-server API, "Content repository" (authenticated media).
 */
export async function checkMedia(
  comments: readonly Comment[],
  check: MediaCheck,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings = await pMap(
    comments,
    async (comment) => (await missingMedia(comment, check, signal)) ?? [],
    { concurrency: requestsAtOnce },
  );
  return findings.flat();
}

async function missingMedia(
  { sourceId: comment, media: address }: Comment,
  { fetch, timeoutMs }: MediaCheck,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  if (address === undefined) return undefined;
  const limit = AbortSignal.timeout(timeoutMs);
  const given = { comment, address };
  try {
    const within = { signal: AbortSignal.any([signal, limit]) };
    const { body, ok, status } = await fetchAtOrigin(address, within, fetch);
    await body?.cancel();
    return ok ? undefined : contentMessages.finding("media-missing/status", { ...given, status });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (limit.aborted) return contentMessages.finding("media-missing/no-answer", given);
    if (error instanceof RedirectRefusedError) return undefined;
    if (!(error instanceof TypeError)) throw error;
    return contentMessages.finding("media-missing/unreachable", given);
  }
}
