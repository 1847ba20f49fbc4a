import type { Finding } from "../../../domain/finding.ts";

/**
 * What is odd about a section id with which a page can't show comments, or which stands otherwise in
 * requests than on the page; undefined for any other.
 * Sources: the Cactus web client 0.13, which refuses blanks and underscores and takes everything else;
 * Matrix specification, Appendices, "Room Aliases", whose server name begins at the first colon.
 */
export function oddThreadId(threadId: string): Finding | undefined {
  if (/[\s_]/.test(threadId)) {
    return {
      severity: "warning",
      code: "forbidden-section-id",
      message: `The section id ${threadId} holds a blank or an underscore, which the Cactus client refuses: the page shows no comments.`,
      remedy: "If it does show comments, look for the id that the site really uses.",
    };
  }
  if (threadId.includes(":")) {
    return {
      severity: "warning",
      code: "impossible-section-id",
      message: `The section id ${threadId} holds a colon, with which no room can be named: the page can never have had comments.`,
      remedy:
        "Nothing has to be moved. If it does show comments, look for the id that the site really uses.",
    };
  }
  // A slash is usual: Cactus's guide for Jekyll takes the page's address for the id.
  const encoded = encodeURIComponent(threadId);
  if (encoded.replaceAll("%2F", "/") === threadId) return undefined;
  return {
    severity: "notice",
    code: "encoded-section-id",
    message: `The section id ${threadId} holds characters that addresses encode; its room is asked for as ${encoded}.`,
    remedy: "Nothing, if the report counts its comments.",
  };
}
