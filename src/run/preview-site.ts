import { archiveFileName, archivePage, archiveText } from "../archive/archived-page.ts";
import type { Finding } from "../domain/finding.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { ThreadAddress } from "../domain/page.ts";
import { shownPath } from "../files/shown-path.ts";
import { writeReason } from "../files/system-error.ts";
import { buildPreview, type PreviewBuild } from "../hugo/preview/build-preview.ts";
import { identityOf } from "../sources/source-kinds.ts";
import { archivedForm } from "./archived-form.ts";
import { runMessages } from "./messages.ts";
import { reportedPlacement } from "./place-conversations.ts";
import { isFreeForPreview, placePreview, previewFolderOf } from "./preview-folder.ts";
import type { Job, PreviewedPage } from "./run-job.ts";
import { type HugoHost, siteOptionsOf } from "./site-options.ts";

/** A site as it would be with the moved comments. */
export interface Preview {
  /** Absolute. */
  readonly folder: string;
  /** Paths of pages that are worth a look, percent-encoded, beginning with a slash. */
  readonly addresses: readonly string[];
}

/** What became of a preview. */
interface PreviewResult {
  /** Undefined where there is none. */
  readonly preview: Preview | undefined;
  readonly findings: readonly Finding[];
}

type BuiltPreview = Extract<PreviewBuild, { readonly kind: "built" }>;
type PreviewJob = Pick<Job, "config" | "scan" | "placement">;

/**
 * Builds the site with the comments of a dry run, and puts it beside the report. What fails is a
 * warning: the dry run has come to its verdict.
 * @throws the signal's reason
 */
export async function previewSite(
  job: PreviewJob,
  moved: readonly PreviewedPage[],
  host: HugoHost,
  signal: AbortSignal,
): Promise<PreviewResult> {
  const { config } = job;
  const folder = previewFolderOf(config.migration.reportDir);
  const shown = shownPath(host.repositoryDir, folder);
  if (moved.every(({ archived }) => archived.comments.length === 0)) {
    return without(runMessages.finding("preview-failed/nothing", {}));
  }
  if (!(await isFreeForPreview(folder))) {
    return without(runMessages.finding("preview-failed/in-the-way", { folder: shown }));
  }
  const pages = [...moved, ...pagesWithoutComments(job, moved)];
  host.say("Building the site with the comments, for the preview …");
  try {
    const options = siteOptionsOf(config, host, () => {});
    const built = await buildPreview(options, commentsOf(job, pages), signal);
    if (built.kind === "failed") return without(notBuilt(built.reasons));
    await using _ = built;
    await placePreview(built.dir, folder, built.servedBelow);
    return done(built, pages, { folder, shown });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof MigrationError) return without(notBuilt([error.message]));
    const reason = writeReason(error);
    if (reason === undefined) throw error;
    return without(runMessages.finding("preview-failed/not-written", { folder: shown, reason }));
  }
}

/** Pages that show the widget and have no comments at the source, where each comment there has its page. */
function pagesWithoutComments(
  { config, placement }: PreviewJob,
  moved: readonly PreviewedPage[],
): readonly PreviewedPage[] {
  if (placement === undefined || reportedPlacement(placement).unplaced.length > 0) return [];
  const known = new Set(moved.map(({ archived }) => archived.page));
  return placement.shown
    .filter(({ pageId }) => !known.has(pageId))
    .map(({ pageId }) => ({
      archived: archivePage(pageId, archivedForm(config.target.contentFormat).format, []),
      isComplete: true,
    }));
}

function without(finding: Finding): PreviewResult {
  return { preview: undefined, findings: [finding] };
}

function notBuilt(reasons: readonly string[]): Finding {
  if (reasons.length === 0) return runMessages.finding("preview-failed/no-hugo", {});
  const sentences = reasons.map((reason) => reason.replace(/\.?$/, "."));
  return runMessages.finding("preview-failed/hugo", { reasons: sentences.join(" ") });
}

function commentsOf({ config, scan, placement }: PreviewJob, pages: readonly PreviewedPage[]) {
  const { site } = identityOf(config.source);
  const keyOf = ({ threadId, siteName }: ThreadAddress) =>
    JSON.stringify([threadId, siteName ?? site]);
  const owners = new Map(
    scan.pages.flatMap(({ pageId, threads }) =>
      threads.map((thread) => [keyOf(thread), pageId] as const),
    ),
  );
  return {
    files: new Map(
      pages.map(({ archived }) => [archiveFileName(archived.page), archiveText(archived)]),
    ),
    pageIds: new Set(pages.map(({ archived }) => archived.page)),
    // Conversations that find their pages by address have other names than those on the pages.
    pageOf: (thread: ThreadAddress) =>
      placement === undefined ? owners.get(keyOf(thread)) : undefined,
  };
}

function done(
  { pages: placed, servedBelow, hasHosts }: BuiltPreview,
  pages: readonly PreviewedPage[],
  { folder, shown }: { readonly folder: string; readonly shown: string },
): PreviewResult {
  const { addresses, appended, doubled } = placed;
  const below = servedBelow === "" ? "/" : `/${servedBelow}/`;
  const there = pages.filter(({ archived }) => addresses.has(archived.page));
  const best = there
    .toSorted((a, b) => repliesOf(b) - repliesOf(a) || commentsOn(b) - commentsOn(a))
    .slice(0, worthALook)
    .flatMap(({ archived }) => addresses.get(archived.page) ?? [])
    .map((address) => below + address);
  const idsOf = (some: readonly PreviewedPage[]) => some.map(({ archived }) => archived.page);
  const listed = (
    key:
      | "preview-incomplete"
      | "preview-at-end/no-widget"
      | "preview-at-end/both"
      | "preview-without-page",
    ids: readonly string[],
  ) =>
    ids.length === 0 ? [] : [runMessages.finding(key, { pages: ids.length, names: namesOf(ids) })];
  const findings = [
    runMessages.finding("preview-built", {
      comments: there.reduce((sum, page) => sum + commentsOn(page), 0),
      pages: there.filter((page) => commentsOn(page) > 0).length,
      folder: shown,
      addresses: best.join(", "),
    }),
    ...(hasHosts ? [runMessages.finding("preview-of-hosts", {})] : []),
    ...listed("preview-incomplete", idsOf(pages.filter(({ isComplete }) => !isComplete))),
    ...listed("preview-at-end/both", [...doubled]),
    ...listed("preview-at-end/no-widget", [...appended.difference(doubled)]),
    ...listed(
      "preview-without-page",
      idsOf(pages.filter(({ archived }) => !addresses.has(archived.page))),
    ),
  ];
  return { preview: { folder, addresses: best }, findings };
}

const worthALook = 3;
const mostNamed = 5;

function repliesOf({ archived }: PreviewedPage): number {
  return archived.comments.filter(({ depth }) => depth > 0).length;
}

function commentsOn({ archived }: PreviewedPage): number {
  return archived.comments.length;
}

function namesOf(ids: readonly string[]): string {
  const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : "";
  return ids.slice(0, mostNamed).join(", ") + more;
}
