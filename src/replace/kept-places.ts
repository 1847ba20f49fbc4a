import type { Finding } from "../domain/finding.ts";
import type { ThreadPlace } from "../domain/page.ts";
import type { ReplacementTemplate } from "../shortcode/replacement-template.ts";
import { replaceMessages } from "./messages.ts";

/** Why a place goes on showing the old comments. */
export type KeptReason =
  | "unknown-section"
  | "not-moved"
  | "several-pages"
  | "not-complete"
  | "not-writable"
  | "on-another-page"
  | "html-not-shown"
  | "own-html"
  | "text-between-tags";

/** A place that goes on showing the old comments. */
export interface Kept {
  readonly place: ThreadPlace;
  readonly reason: KeptReason;
  /** What could stand there, where it is known. */
  readonly by?: string;
}

/** Which places still have the old comments, and what to do about them. */
export function keptFindings(
  kept: readonly Kept[],
  template: ReplacementTemplate,
): readonly Finding[] {
  const byReason = Map.groupBy(kept, ({ reason }) => reason);
  return [
    ...together("old-comments-kept/not-complete", byReason.get("not-complete")),
    ...together("old-comments-kept/not-moved", byReason.get("not-moved")),
    ...together("html-not-shown", byReason.get("html-not-shown")),
    ...kept.flatMap((one) => ofOnePlace(one, template)),
  ];
}

/** Halfway through a migration there are hundreds. */
function together(
  key: "old-comments-kept/not-complete" | "old-comments-kept/not-moved" | "html-not-shown",
  kept: readonly Kept[] = [],
): readonly Finding[] {
  const [first] = kept;
  if (first === undefined) return [];
  const { location } = first.place;
  return [
    replaceMessages.finding(key, { places: kept.length, files: filesOf(kept) }, { location }),
  ];
}

function filesOf(kept: readonly Kept[]): string {
  const files = [...new Set(kept.map(({ place }) => place.location.file))];
  const more = files.length > mostFiles ? ` and ${files.length - mostFiles} more` : "";
  return files.slice(0, mostFiles).join(", ") + more;
}

const mostFiles = 5;

function ofOnePlace({ place, reason, by }: Kept, { text }: ReplacementTemplate) {
  const { location, threadIds } = place;
  const { file } = location;
  const [thread = ""] = threadIds;
  const replacement = by ?? text;
  switch (reason) {
    case "not-complete":
    case "not-moved":
    case "html-not-shown":
      return [];
    case "not-writable":
    case "on-another-page":
      return [
        replaceMessages.finding(`old-comments-kept/${reason}`, { file, thread }, { location }),
      ];
    default:
      return [
        replaceMessages.finding(`old-comments-kept/${reason}`, { file, replacement }, { location }),
      ];
  }
}
