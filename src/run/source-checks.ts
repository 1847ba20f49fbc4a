import type { SourceConfig } from "../config/source-kinds.ts";
import type { Page } from "../domain/page.ts";
import type { CommentSource } from "../domain/ports.ts";
import { identityOf } from "../sources/source-kinds.ts";
import type { Check } from "./check.ts";
import { checks } from "./check-texts.ts";
import { type Placement, reportedPlacement } from "./place-conversations.ts";
import type { Job } from "./run-job.ts";

/** Pages whose rooms are looked up: each takes a request. */
const mostPages = 50;

/** Whether the source can be read, and has conversations of the site's pages. */
export async function sourceChecks(
  { source, scan, config, placement }: Pick<Job, "source" | "scan" | "config" | "placement">,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const { place } = identityOf(config.source);
  if (placement !== undefined) {
    return [
      checks.check("source-read", { place }),
      placementCheck(placement, scan.pages.length, place),
    ];
  }
  if (scan.pages.length === 0) return [checks.check("source-not-asked", { place })];
  const looked = scan.pages.slice(0, mostPages);
  try {
    const { rooms, sections, first, withRoom } = await lookUp(source, looked, signal);
    // A room that is found may still be closed to whoever asks.
    if (withRoom !== undefined) await source.expectedComments(withRoom, signal);
    const isAll = looked.length === scan.pages.length;
    return [reachedAs(config.source, place), roomsCheck({ rooms, sections, first, isAll })];
  } catch (error) {
    signal.throwIfAborted();
    return [checks.failed("source-failed", error)];
  }
}

async function lookUp(source: CommentSource, pages: readonly Page[], signal: AbortSignal) {
  let rooms = 0;
  let sections = 0;
  let first: string | undefined;
  let withRoom: Page | undefined;
  for (const page of pages) {
    for (const { thread, id } of await source.findConversations(page, signal)) {
      sections += 1;
      if (id === null) first ??= `${thread.threadId} (${page.pageId})`;
      else {
        rooms += 1;
        withRoom ??= page;
      }
    }
  }
  return { rooms, sections, first, withRoom };
}

function roomsCheck(found: {
  readonly rooms: number;
  readonly sections: number;
  /** The first section without a room. */
  readonly first: string | undefined;
  readonly isAll: boolean;
}): Check {
  const { rooms, sections, first, isAll } = found;
  if (first === undefined) return checks.check("sections-all-with-rooms", { sections });
  if (rooms > 0) return checks.check("sections-with-rooms", { rooms, sections, first });
  const code = isAll ? "sections-without-rooms" : "first-sections-without-rooms";
  return checks.check(code, { sections, first });
}

function reachedAs(source: SourceConfig, place: string): Check {
  if (source.kind !== "cactus") return checks.check("source-read", { place });
  const { accessToken, user } = source;
  if (accessToken !== undefined) {
    return checks.check("source-as-account", { place, account: "the access token" });
  }
  return user === undefined
    ? checks.check("source-as-guest", { place })
    : checks.check("source-as-account", { place, account: `the Matrix user ${user}` });
}

function placementCheck(placement: Placement, pages: number, place: string): Check {
  const { matched, unplaced, gone } = reportedPlacement(placement);
  const threads = matched.length + unplaced.length + gone.length;
  if (threads === 0) return checks.check("conversations-none", { place });
  if (matched.length === 0) return checks.check("conversations-not-placed", { threads });
  return unplaced.length === 0
    ? checks.check("conversations-placed", { threads, pages })
    : checks.check("conversations-without-page", { without: unplaced.length, threads });
}
