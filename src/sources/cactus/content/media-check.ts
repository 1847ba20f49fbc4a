import pMap from "p-map";
import type { Comment } from "../../../domain/comment.ts";
import type { Finding } from "../../../domain/finding.ts";
import { fetchAtOrigin, RedirectRefusedError } from "../../../http/fetch-answer.ts";

/** How media is asked for. */
interface MediaCheck {
  readonly fetch: typeof globalThis.fetch;
  /** Time for the beginning of an answer, in ms. */
  readonly timeoutMs: number;
}

const requestsAtOnce = 4;

/**
 * Asks for the media of comments as a reader's browser would, and tells of what it would not get:
 * servers forget media, and many give it to their own users only. A homeserver that sends readers
 * on to another server has it; that server is not asked.
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
    async ({ sourceId, media }) => {
      const reason = media === undefined ? undefined : await whyMissing(media, check, signal);
      return reason === undefined ? [] : [missing(sourceId, media ?? "", reason)];
    },
    { concurrency: requestsAtOnce },
  );
  return findings.flat();
}

async function whyMissing(
  address: string,
  { fetch, timeoutMs }: MediaCheck,
  signal: AbortSignal,
): Promise<string | undefined> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const within = { signal: AbortSignal.any([signal, limit]) };
    const response = await fetchAtOrigin(address, within, fetch);
    await response.body?.cancel();
    return response.ok ? undefined : `the homeserver answers ${response.status}`;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (limit.aborted) return "the homeserver does not answer";
    if (error instanceof RedirectRefusedError) return undefined;
    if (error instanceof TypeError) return "the homeserver can't be reached";
    throw error;
  }
}

function missing(eventId: string, address: string, reason: string): Finding {
  return {
    severity: "warning",
    code: "media-missing",
    message: `The media of comment ${eventId} can't be loaded by readers (${address}): ${reason}. The comment was moved with its link.`,
    remedy:
      "If the homeserver still has it, let it serve media without an account (Synapse: enable_authenticated_media: false).",
  };
}
