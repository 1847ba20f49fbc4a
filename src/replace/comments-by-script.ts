import type { Finding } from "../domain/finding.ts";
import { ownPartial } from "./layout-suggestions.ts";
import { replaceMessages } from "./messages.ts";

/** What of a site's templates matters to where its comments are. */
interface Templates {
  readonly showsComments: boolean;
  readonly wantsThemInline: boolean;
  readonly hook: { readonly file: string; readonly isOwn: boolean } | undefined;
}

/**
 * Says that comments need JavaScript where only a shortcode stands for them: in the content itself they
 * would be in summaries, descriptions and feeds as well.
 * @param pages number of pages that get the shortcode of examples/worker
 */
export function commentsByScript(
  pages: number,
  { showsComments, wantsThemInline, hook }: Templates,
): readonly Finding[] {
  if (pages === 0 || showsComments || wantsThemInline) return [];
  const given = { pages, widget: ownPartial };
  if (hook === undefined) return [replaceMessages.finding("comments-by-script/unknown", given)];
  const key = hook.isOwn ? "comments-by-script/own" : "comments-by-script/theme";
  return [replaceMessages.finding(key, { ...given, file: hook.file })];
}
