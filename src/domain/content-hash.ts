import { createHash } from "node:crypto";

/**
 * The content hash of a comment: SHA-256 over page id, author name and content, joined by U+0000
 * (which none of them holds after {@link storableText}), as 64 hex digits.
 */
export function contentHash(pageId: string, authorName: string, content: string): string {
  return createHash("sha256").update([pageId, authorName, content].join("\0")).digest("hex");
}
