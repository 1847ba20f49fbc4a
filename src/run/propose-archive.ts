import type { ArchiveFiles } from "../archive/write-archive.ts";
import type { LoadedConfig } from "../config/config.ts";
import type { Finding } from "../domain/finding.ts";
import { renderArchiveProposal } from "../report/proposal.ts";
import type { ArchiveReport } from "../report/report.ts";
import type { Host } from "./host.ts";
import { inRepository, type Proposal } from "./proposal.ts";
import { failure, rootOf } from "./replace-widgets.ts";
import { noSiteFiles } from "./site-files.ts";

/** What the proposal of an archive needs from the host. */
interface ArchiveProposalHost extends Pick<Host, "propose" | "repositoryDir" | "runAddress"> {
  readonly files: ArchiveFiles;
}

/**
 * Proposes the archive's files in a pull request, as far as the settings ask for it. A failure is an error
 * of the report: the files themselves have been written.
 */
export async function proposeArchive(
  config: LoadedConfig,
  report: ArchiveReport,
  { propose, repositoryDir, runAddress, files }: ArchiveProposalHost,
  signal: AbortSignal,
): Promise<ArchiveReport> {
  const { replace, hugo } = config;
  if (replace.to !== "pull-request" || propose === undefined || signal.aborted) return report;
  try {
    const root = await rootOf(hugo.siteDir, repositoryDir);
    const beside = await inRepository({ ...noSiteFiles, archive: files }, root);
    if (beside.added.length + beside.removed.length === 0) return report;
    const proposal: Proposal = {
      ...{ branch: replace.pullRequestBranch, files: [], ...beside },
      describe({ added, removed, findings }, maxLength) {
        const archive = { written: added.length, removed: removed.length };
        const change = { archive, runAddress };
        const { title, body } = renderArchiveProposal(
          change,
          withFindings(report, findings),
          maxLength,
        );
        return { title: replace.pullRequestTitle ?? title, body };
      },
    };
    const { pullRequest, findings } = await propose(proposal, config, signal);
    return withFindings({ ...report, archive: { ...report.archive, pullRequest } }, findings);
  } catch (error) {
    if (signal.aborted) return report;
    return { ...withFindings(report, [failure(error)]), verdict: "failed" };
  }
}

function withFindings(report: ArchiveReport, findings: readonly Finding[]): ArchiveReport {
  return { ...report, findings: [...report.findings, ...findings] };
}
