import type { Finding } from "../../../domain/finding.ts";
import { widgetMessages } from "./messages.ts";

/**
 * What is odd about a section id with which a page can't show comments, or which is written
 * differently in requests than on the page; undefined for any other.
 * Sources: the Cactus web client 0.13, which refuses blanks and underscores and takes everything else;
 * Matrix specification, Appendices, "Room Aliases", whose server name begins at the first colon.
 */
export function oddThreadId(thread: string): Finding | undefined {
  if (/[\s_]/.test(thread)) return widgetMessages.finding("forbidden-section-id", { thread });
  if (thread.includes(":")) return widgetMessages.finding("impossible-section-id", { thread });
  // A slash is usual: Cactus's guide for Jekyll takes the page's address for the id.
  const encoded = encodeURIComponent(thread);
  if (encoded.replaceAll("%2F", "/") === thread) return undefined;
  return widgetMessages.finding("encoded-section-id", { thread, encoded });
}
