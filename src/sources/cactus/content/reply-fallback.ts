/**
 * The body of a reply without the quotation that clients put before it until Matrix 1.13: lines that
 * begin with `> `, then an empty line. Every such quotation begins with its author's user id,
 * `> <@alice:example.org>` or `> * <@alice:example.org>`; what begins otherwise is a quotation that the
 * writer chose, and stays.
 * Source: Matrix 1.12 client-server API, "Fallbacks for rich replies" and "Stripping the fallback".
 */
export function withoutReplyFallback(body: string): string {
  if (!/^> (?:\* )?<@[^\s:>]*:[^\s>]+>/.test(body)) return body;
  return body.replace(/^(?:> [^\n]*(?:\n|$))+\n?/, "");
}
