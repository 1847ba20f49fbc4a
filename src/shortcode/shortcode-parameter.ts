import { scanShortcodes } from "./shortcode-lexer.ts";

/**
 * Text as a shortcode's parameter in quotes, as Hugo reads it back; undefined where its grammar has
 * no way to write it (a back quote, a quote and a backslash in one).
 */
export function shortcodeParameter(text: string): string | undefined {
  const ways = [`"${text}"`, `\`${text}\``, `"${text.replaceAll('"', '\\"')}"`];
  return ways.find((written) => isReadBack(written, text));
}

function isReadBack(written: string, text: string): boolean {
  const tag = `{{< x ${written} >}}`;
  const [call] = scanShortcodes(tag).calls;
  return call?.end === tag.length && call.positional.length === 1 && call.positional[0] === text;
}
