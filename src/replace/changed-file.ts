import { textDigest } from "../domain/text-digest.ts";
import type { ReplacementTemplate } from "../shortcode/replacement-template.ts";
import type { PlannedFile, PlannedReplacement } from "./plan-replacement.ts";
import { replaceShortcodes } from "./replace-shortcodes.ts";

/** A file with new shortcodes. */
export interface RewrittenFile {
  /** As it was. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Calls that gave way to a new one. */
  readonly replaced: number;
  /** Calls that gave way to nothing, because the page's comments stand further up. */
  readonly removed: number;
}

/**
 * Replaces the shortcodes of one file. What the template itself makes stays, so that nothing is done
 * twice; undefined where the file is not as it was when it was scanned.
 */
export function changeFile(
  bytes: Uint8Array,
  { digest, replacements }: Pick<PlannedFile, "digest" | "replacements">,
  template: ReplacementTemplate,
): RewrittenFile | undefined {
  const text = Buffer.from(bytes).toString("utf8");
  if (textDigest(text) !== digest) return undefined;
  const shown = new Set<string>();
  const wanted: PlannedReplacement[] = [];
  for (const one of replacements) {
    const isDone = template.makes(text.slice(one.start, one.end));
    const isFirst = !shown.has(one.pageId);
    if (!isDone) wanted.push(isFirst ? one : { ...one, by: "" });
    shown.add(one.pageId);
  }
  const removed = wanted.filter(({ by }) => by === "").length;
  const after = replaceShortcodes(bytes, text, wanted);
  return { before: bytes, after, replaced: wanted.length - removed, removed };
}
