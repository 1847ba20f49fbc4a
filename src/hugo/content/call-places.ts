import type { ShortcodeCall } from "../../shortcode/shortcode-lexer.ts";
import { type Mark, markKey } from "../asked/mark.ts";

/**
 * Gives the keys of the marks that Hugo would print for the calls of a content file.
 * @param source the whole text of the file
 * @param bodyStart offset at which the text begins that holds the calls
 * @param calls in the order of the text
 */
export function markKeysOf(
  file: string,
  { source, bodyStart }: { readonly source: string; readonly bodyStart: number },
  calls: readonly ShortcodeCall[],
): ReadonlyMap<ShortcodeCall, string> {
  const keys = new Map<ShortcodeCall, string>();
  const around: { readonly mark: Mark; readonly innerEnd: number; inside: number }[] = [];
  let lineStart = 0;
  let line = 1;
  for (const call of calls) {
    while ((around.at(-1)?.innerEnd ?? Number.POSITIVE_INFINITY) <= call.start) around.pop();
    const outer = around.at(-1);
    const offset = bodyStart + call.start;
    for (let next = source.indexOf("\n", lineStart); next >= 0 && next < offset; ) {
      lineStart = next + 1;
      line += 1;
      next = source.indexOf("\n", lineStart);
    }
    const mark: Mark =
      outer === undefined
        ? { file, line, column: 1 + Buffer.byteLength(source.slice(lineStart, offset)), path: [] }
        : { ...outer.mark, path: [...outer.mark.path, outer.inside] };
    if (outer !== undefined) outer.inside += 1;
    keys.set(call, markKey(mark));
    if (call.innerEnd > call.end) around.push({ mark, innerEnd: call.innerEnd, inside: 0 });
  }
  return keys;
}
