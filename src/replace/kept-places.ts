import type { Finding } from "../domain/finding.ts";
import type { ThreadPlace } from "../domain/page.ts";
import type { ReplacementTemplate } from "../shortcode/replacement-template.ts";

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

/** Says which places were left as they are, and what to do about them. */
export function keptFindings(
  kept: readonly Kept[],
  template: ReplacementTemplate,
): readonly Finding[] {
  const byReason = Map.groupBy(kept, ({ reason }) => reason);
  return [
    ...together(byReason.get("not-complete"), {
      why: "where the page is not complete yet",
      remedy: "Run the migration until it is; the next run replaces them.",
    }),
    ...together(byReason.get("not-moved"), {
      why: "where the section's comments were moved to no page",
      remedy:
        "If these pages are drafts, replace their shortcodes by hand; else see what else is said of them.",
    }),
    ...htmlNotShown(byReason.get("html-not-shown")),
    ...kept.flatMap((one) => alone(one, template)),
  ];
}

/** Of a migration that is half done there are hundreds. */
function together(
  kept: readonly Kept[] | undefined,
  { why, remedy }: { readonly why: string; readonly remedy: string },
): readonly Finding[] {
  const [first] = kept ?? [];
  if (kept === undefined || first === undefined) return [];
  return [
    {
      severity: "notice",
      code: "old-comments-kept",
      message: `The old comments were left in ${countOf(kept)}, ${why}: ${filesOf(kept)}.`,
      remedy,
      location: first.place.location,
    },
  ];
}

function htmlNotShown(kept: readonly Kept[] | undefined): readonly Finding[] {
  const [first] = kept ?? [];
  if (kept === undefined || first === undefined) return [];
  return [
    {
      severity: "warning",
      code: "html-not-shown",
      message: `The old comments were left in ${countOf(kept)}: replace-with is HTML, which Hugo would not show there: ${filesOf(kept)}.`,
      remedy:
        "Make a shortcode of that HTML (layouts/shortcodes/<name>.html) and put its call into replace-with.",
      location: first.place.location,
    },
  ];
}

function countOf(kept: readonly Kept[]): string {
  return kept.length === 1 ? "1 place" : `${kept.length} places`;
}

function filesOf(kept: readonly Kept[]): string {
  const files = [...new Set(kept.map(({ place }) => place.location.file))];
  const more = files.length > mostFiles ? ` and ${files.length - mostFiles} more` : "";
  return files.slice(0, mostFiles).join(", ") + more;
}

const mostFiles = 5;

function alone({ place, reason, by }: Kept, { text }: ReplacementTemplate): readonly Finding[] {
  const { location } = place;
  const [thread = ""] = place.threadIds;
  const finding = (message: string, remedy: string): readonly Finding[] => [
    { severity: "warning", code: "old-comments-kept", message, remedy, location },
  ];
  const put = `Put ${by ?? text} there yourself.`;
  switch (reason) {
    case "not-complete":
    case "not-moved":
    case "html-not-shown":
      return [];
    case "unknown-section":
      return finding(
        `A shortcode in ${location.file} was left as it is: which section it shows can't be told without a build of the site.`,
        put,
      );
    case "several-pages":
      return finding(
        `A shortcode in ${location.file} was left as it is: it shows sections whose comments are on different pages now.`,
        put,
      );
    case "not-writable":
      return finding(
        `A shortcode in ${location.file} was left as it is: Hugo has no way to write the section ${thread} or its page as a parameter.`,
        "Use a template without [section], or write the new shortcode yourself.",
      );
    case "on-another-page":
      return finding(
        `A shortcode in ${location.file} was left as it is: the comments of the section ${thread} belong to another page, and replace-with does not name the page.`,
        "Put [page] into replace-with, if the same comments shall be shown here too; else take the shortcode out.",
      );
    case "own-html":
      return finding(
        `${location.file} holds the old comment widget as HTML, which was left as it is.`,
        `Put ${by ?? text} in its place.`,
      );
    case "text-between-tags":
      return finding(
        `A shortcode in ${location.file} was left as it is: there is something between its tags that would be lost.`,
        `Put ${by ?? text} in its place, with what is to be kept of it.`,
      );
  }
}
