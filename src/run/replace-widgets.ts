import type { Config } from "../config/config.ts";
import type { Finding } from "../domain/finding.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { SiteScan } from "../domain/page.ts";
import { findCommentHooks } from "../hugo/template/comment-hooks.ts";
import { commentsByScript } from "../replace/comments-by-script.ts";
import { layoutSuggestions } from "../replace/layout-suggestions.ts";
import { type PlannedFile, planReplacement } from "../replace/plan-replacement.ts";
import { type ChangedFile, readChangedFiles } from "../replace/read-changed-files.ts";
import { replacementDiff } from "../replace/replacement-diff.ts";
import { findWorkTree, isBelow } from "../replace/repository-root.ts";
import { writeChangedFiles } from "../replace/write-changed-files.ts";
import { hasAllComments } from "../report/page-state.ts";
import { renderProposal } from "../report/proposal.ts";
import type { PagesReport, Report, ReportedReplacement } from "../report/report.ts";
import { parseReplacementTemplate } from "../shortcode/replacement-template.ts";
import { systems } from "../targets/systems.ts";
import { runMessages } from "./messages.ts";
import type { Placement } from "./place-conversations.ts";
import {
  type AddedFile,
  inRepository,
  type Proposal,
  type ProposalContent,
  type ProposalResult,
} from "./proposal.ts";
import type { Job } from "./run-job.ts";
import type { SiteFiles } from "./site-files.ts";

/** What the replacement needs from the host. */
interface ReplacementHost {
  /** Folder to which file names in the report are relative. */
  readonly repositoryDir: string;
  /** Shows the diff of a dry run. */
  readonly show: (diff: string) => void;
  /**
   * Opens or updates a pull request; undefined where the host can't.
   * @throws MigrationError where the repository refuses
   */
  readonly propose: ((proposal: Proposal) => Promise<ProposalResult>) | undefined;
  /**
   * An archive was asked for, and could not be written. Then nothing is replaced: the new shortcodes
   * may show the archive's comments.
   */
  readonly isArchiveMissing: boolean;
  /** What a pull request brings along. */
  readonly siteFiles: SiteFiles;
  /** The address at which the run can be looked at, where there is one. */
  readonly runAddress?: string;
}

/** What the replacement needs to know of a job. */
type ReplacedJob = Pick<Job, "config" | "scan" | "placement" | "part">;

/**
 * Replaces the old shortcodes of the pages that are complete by the report, as far as the
 * configuration asks for it, and reports what it did. A failure is an error there, since
 * the comments have landed.
 */
export async function replaceWidgets(
  { config, scan: migrated, placement, part }: ReplacedJob,
  report: Report,
  host: ReplacementHost,
  signal: AbortSignal,
): Promise<Report> {
  const { to, showsOnly, replaceWith } = config.replace;
  if (report.mode === "rollback" || report.mode === "archive") return report;
  if (report.stoppedBy !== null) return report;
  if (to === "none" || signal.aborted) return report;
  if (host.isArchiveMissing) {
    const finding = runMessages.finding("not-replaced-without-archive", {});
    return { ...report, findings: [...report.findings, finding] };
  }
  if (replaceWith === undefined) throw new Error("replace-with is demanded with the settings");
  const template = parseReplacementTemplate(replaceWith);
  if ("fault" in template) throw new Error("replace-with is checked with the settings");
  const scan = ofPart(
    {
      ...migrated,
      pages: placement === undefined ? [...migrated.pages, ...migrated.others] : placement.shown,
    },
    part,
  );
  const moved = new Set(
    [
      ...movedPages(report, config.migration.dryRun),
      ...(placement === undefined ? [] : pagesWithoutComments(report, placement)),
    ].filter((pageId) => part?.holds(pageId) !== false),
  );
  const plan = planReplacement(scan, moved, template);
  const root = await rootOf(config.hugo.siteDir, host.repositoryDir);
  const read = await readChangedFiles(plan.files, template, root);
  const about = { to, dryRun: showsOnly, kept: plan.kept };
  const { shortcode } = systems[config.target.schema];
  const isOwnShortcode = shortcode !== undefined && calledBy(shortcode) === calledBy(replaceWith);
  const suggestions = layoutsOfPart(layoutSuggestions(scan, moved, isOwnShortcode), part);
  const byScript = isOwnShortcode ? await byScriptOnly(config.hugo.siteDir, plan.files) : [];
  const findings = [...plan.findings, ...suggestions, ...byScript, ...read.findings];
  try {
    if (showsOnly) {
      host.show(replacementDiff(read.files));
      return withReplacement(report, reported(about, read.files), findings);
    }
    if (to === "working-tree") {
      const result = await writeChangedFiles(read.files);
      const all = [...findings, ...result.findings];
      return withReplacement(report, reported(about, result.written), all);
    }
    const result = await propose({ config, read, root, kept: plan.kept }, report, findings, host);
    const proposed = read.files.filter((file) => !result.skipped.includes(file.inRepository));
    const done = { ...reported(about, proposed), pullRequest: result.pullRequest };
    return withReplacement(report, done, [...findings, ...result.findings]);
  } catch (error) {
    if (signal.aborted) return report;
    return withReplacement(report, reported(about, read.files), [...findings, failure(error)]);
  }
}

/**
 * The site whose places are those in files of the part's pages. Its pages are all there, for they say
 * whose comments a place shows.
 */
function ofPart(scan: SiteScan, part: Job["part"]): SiteScan {
  if (part === undefined) return scan;
  const isOfPart = ({ location }: SiteScan["places"][number]) =>
    scan.pagesOfFiles.get(location.file)?.some(part.holds) === true;
  return { ...scan, places: scan.places.filter(isOfPart) };
}

/** A layout shows the comments of all pages: changed now, it would hide those that were not moved. */
function layoutsOfPart(suggestions: readonly Finding[], part: Job["part"]): readonly Finding[] {
  if (part === undefined || part.others === 0 || suggestions.length === 0) return suggestions;
  return [runMessages.finding("replace-by-template-later", { others: part.others })];
}

/** Whether the pages of these files would show their comments by a script alone. */
async function byScriptOnly(
  siteDir: string,
  files: readonly PlannedFile[],
): Promise<readonly Finding[]> {
  const pages = new Set(
    files.flatMap(({ replacements }) => replacements.map(({ pageId }) => pageId)),
  );
  if (pages.size === 0) return [];
  return commentsByScript(pages.size, await findCommentHooks(siteDir));
}

/** The shortcode that a call calls. */
function calledBy(call: string): string | undefined {
  return /^\{\{[<%]\s*(\S+)/.exec(call)?.[1];
}

interface Change {
  readonly config: Pick<Config, "media" | "replace">;
  readonly read: { readonly files: readonly ChangedFile[] };
  readonly root: string;
  readonly kept: number;
}

async function propose(
  { config: { media, replace }, read: { files }, root, kept }: Change,
  report: PagesReport,
  findings: readonly Finding[],
  { propose: send, siteFiles, runAddress }: ReplacementHost,
): Promise<Pick<ProposalResult, "pullRequest" | "findings" | "skipped">> {
  const beside = await inRepository(siteFiles, root);
  const describe = (content: ProposalContent, maxLength: number) => {
    const withReasons = withFindings(report, [...findings, ...content.findings]);
    const { title, body } = renderProposal(
      { ...changeOf(content), kept, runAddress },
      withReasons,
      maxLength,
    );
    return { title: replace.pullRequestTitle ?? title, body };
  };
  const isEmpty = [files, ...Object.values(beside)].every(({ length }) => length === 0);
  if (isEmpty || send === undefined) return { pullRequest: null, findings: [], skipped: [] };
  const proposal: Proposal = { branch: replace.pullRequestBranch, files, ...beside, describe };
  const { missing, ...result } = await send(proposal);
  if (missing === 0) return result;
  const given = { files: missing, folder: media.folderAsGiven };
  const finding = runMessages.finding("media-not-in-folder", given);
  return { ...result, findings: [...result.findings, finding] };
}

function changeOf({ files, added, removed, kept }: ProposalContent) {
  const ofKind = (kind: AddedFile["kind"]) => added.filter((one) => one.kind === kind).length;
  return {
    ...numbersOf(files),
    archive: { written: ofKind("archive"), removed: removed.length },
    media: ofKind("media") + kept.length,
  };
}

/**
 * Ids of the pages that show the widget and have no comments at the source: they can have the new one,
 * once nothing is left whose page is not known.
 */
function pagesWithoutComments(
  { pageList, placement: placed }: PagesReport,
  { shown }: Placement,
): readonly string[] {
  if (placed === undefined || placed.unplaced.length > 0) return [];
  const written = new Set(pageList.map(({ pageId }) => pageId));
  return shown.map(({ pageId }) => pageId).filter((pageId) => !written.has(pageId));
}

/**
 * Ids of the pages whose comments are all in the target, and were compared there: each batch is read
 * back. In a dry run, of those that could be moved.
 */
function movedPages({ pageList, differences = [], findings }: PagesReport, dryRun: boolean) {
  const doubtful = new Set([
    ...differences.flatMap(({ cause, pageId }) => (cause === "wrong" ? pageId : [])),
    ...findings.flatMap(({ severity, pageId }) => (severity === "error" ? (pageId ?? []) : [])),
  ]);
  const moved = pageList.filter(
    ({ state, pageId }) =>
      (hasAllComments(state) || (dryRun && state === "readable")) && !doubtful.has(pageId),
  );
  return new Set(moved.map(({ pageId }) => pageId));
}

/** The folder whose files may be changed: the site's repository. */
export async function rootOf(siteDir: string, repositoryDir: string): Promise<string> {
  const workTree = await findWorkTree(siteDir);
  if (workTree !== undefined) return workTree;
  return isBelow(repositoryDir, siteDir) ? repositoryDir : siteDir;
}

function reported(
  about: Pick<ReportedReplacement, "to" | "dryRun" | "kept">,
  files: readonly ChangedFile[],
): ReportedReplacement {
  return { ...about, ...numbersOf(files), pullRequest: null };
}

function numbersOf(files: readonly ChangedFile[]) {
  const sum = (key: "replaced" | "removed") => files.reduce((total, file) => total + file[key], 0);
  return {
    replaced: sum("replaced"),
    removed: sum("removed"),
    files: files.map(({ inRepository }) => inRepository),
  };
}

function withReplacement<Kind extends PagesReport>(
  report: Kind,
  done: ReportedReplacement,
  findings: readonly Finding[],
): Kind {
  return { ...withFindings(report, findings), replacement: done };
}

function withFindings<Kind extends PagesReport>(report: Kind, findings: readonly Finding[]): Kind {
  const isFailure = findings.some(({ severity }) => severity === "error");
  return {
    ...report,
    verdict: isFailure ? "failed" : report.verdict,
    findings: [...report.findings, ...findings],
  };
}

/** Why something was not proposed, as a finding; what nobody foresaw is thrown on. */
export function failure(error: unknown): Finding {
  if (error instanceof MigrationError) {
    const { code, message, remedy } = error;
    return { severity: "error", code, message, ...(remedy === undefined ? {} : { remedy }) };
  }
  if (!(error instanceof Error && "code" in error)) throw error;
  return runMessages.finding("replace-failed", { reason: error.message });
}
