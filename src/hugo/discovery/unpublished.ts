import type { Finding } from "../../domain/finding.ts";
import type { SiteSetup } from "../asked/site-setup.ts";
import { type Unpublished, unpublishedBy } from "../content/build-status.ts";
import { FrontMatterError, parseFrontMatter } from "../content/front-matter.ts";
import { contentMessages } from "../content/messages.ts";
import type { ContentFile } from "../content/read-content.ts";
import { discoveryMessages } from "./messages.ts";

const messageOf = {
  draft: "draft-pages",
  future: "future-pages",
  expired: "expired-pages",
  unrendered: "unrendered-pages",
} as const;

/** Content files that name threads and of which Hugo makes no page. */
interface UnpublishedFiles {
  readonly files: ReadonlyMap<Unpublished, readonly string[]>;
  readonly findings: readonly Finding[];
}

/** Says why content files have no page. */
export function unpublishedFiles(
  contents: readonly ContentFile[],
  setup: SiteSetup,
  now: Date,
): UnpublishedFiles {
  const files = new Map<Unpublished, string[]>();
  const findings: Finding[] = [];
  for (const content of contents) {
    const reason = reasonOf(content, setup, now) ?? "unrendered";
    if (reason instanceof FrontMatterError) findings.push(malformed(content, reason));
    else files.set(reason, [...(files.get(reason) ?? []), content.file]);
  }
  const kinds = ["draft", "future", "expired", "unrendered"] as const;
  const leftOut = kinds.flatMap((status) => skipped(status, files.get(status) ?? []));
  return { files, findings: [...leftOut, ...findings] };
}

/** Whether a content file is to be published, as far as its own front matter says. */
export function isPublished(content: ContentFile, setup: SiteSetup, now: Date): boolean {
  return reasonOf(content, setup, now) === undefined;
}

/** What its own front matter says against a page, or why it can't be read. */
function reasonOf({ frontMatter }: ContentFile, setup: SiteSetup, now: Date) {
  try {
    return unpublishedBy(parseFrontMatter(frontMatter), setup, now);
  } catch (error) {
    if (error instanceof FrontMatterError) return error;
    throw error;
  }
}

function skipped(status: Unpublished, files: readonly string[]): readonly Finding[] {
  if (files.length === 0) return [];
  return [discoveryMessages.finding(messageOf[status], { files: files.join(", ") })];
}

function malformed({ file, calls }: ContentFile, error: FrontMatterError): Finding {
  const shortcodes = [...new Set(calls.map(({ call }) => call.name))].join(", ");
  const words = { file, reason: error.message };
  const place = { location: { file, line: error.line } };
  return shortcodes === ""
    ? contentMessages.finding("malformed-front-matter/page", words, place)
    : contentMessages.finding("malformed-front-matter/shortcodes", { ...words, shortcodes }, place);
}
