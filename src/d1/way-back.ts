import type { Finding } from "../domain/finding.ts";
import type { WayBack } from "../domain/way-back.ts";
import type { BookmarkAnswer } from "./bookmark-before-writing.ts";
import { d1Messages } from "./messages.ts";

/** What a report says about restoring the database. */
interface ReportedWayBack {
  readonly wayBack: WayBack | null;
  readonly findings: readonly Finding[];
}

/**
 * The way back that a bookmark opens, and a finding where there should be one and is none.
 * @param earlier the bookmark from before an earlier run of the same migration
 */
export function wayBackOf(
  answer: BookmarkAnswer,
  database: string,
  earlier?: string,
): ReportedWayBack {
  if (earlier !== undefined) {
    return { wayBack: wayBackTo(database, earlier, { isFromEarlierRun: true }), findings: [] };
  }
  switch (answer.kind) {
    case "none":
      return { wayBack: null, findings: [] };
    case "found": {
      const wayBack = wayBackTo(database, answer.bookmark, { isFromEarlierRun: false });
      return { wayBack, findings: [] };
    }
    case "refused": {
      const words = { database, name: inShell(database), reason: answer.reason };
      return { wayBack: null, findings: [d1Messages.finding("no-bookmark/refused", words)] };
    }
    case "late": {
      const words = { database, name: inShell(database), seconds: answer.seconds };
      return { wayBack: null, findings: [d1Messages.finding("no-bookmark/late", words)] };
    }
  }
}

function wayBackTo(
  database: string,
  bookmark: string,
  { isFromEarlierRun }: Pick<WayBack, "isFromEarlierRun">,
): WayBack {
  return { bookmark, command: restoreCommand(database, bookmark), isFromEarlierRun };
}

/**
 * The command that restores a database to its state at a bookmark.
 * Source: https://developers.cloudflare.com/d1/wrangler-commands/#d1-time-travel-restore
 */
export function restoreCommand(database: string, bookmark: string): string {
  return `npx wrangler d1 time-travel restore ${inShell(database)} --bookmark=${bookmark}`;
}

/** A name as a shell takes it for one word. */
function inShell(name: string): string {
  return /^\w[\w.-]*$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}
