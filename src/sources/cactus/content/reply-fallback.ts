/**
 * The body of a reply without the quotation that clients put before it until Matrix 1.13: lines that
 * begin with `> `, then an empty line. Every such quotation begins by naming its author, `> <…>` or
 * `> * <…>`; what begins otherwise is a quotation that the writer chose, and stays.
 * Source: Matrix 1.12 client-server API, "Fallbacks for rich replies" and "Stripping the fallback".
 * @param named how the author is named: bridges may have a display name in place of the user id
 */
export function withoutReplyFallback(body: string, named: "anyhow" | "by-user-id"): string {
  const start = named === "anyhow" ? /^> (?:\* )?</ : /^> (?:\* )?<@[^\s:>]*:[^\s>]+>/;
  if (!start.test(body)) return body;
  return body.replace(/^(?:> [^\n]*(?:\n|$))+\n?/, "");
}
