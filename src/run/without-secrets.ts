import { MigrationError } from "../domain/migration-error.ts";
import type { PageFailure } from "../domain/page-failure.ts";
import type { MigrationMemory } from "../domain/ports.ts";
import type { Mask } from "../domain/secret-mask.ts";
import type { PageOutcome } from "../migration/page-outcome.ts";
import type { Report } from "../report/report.ts";
import { reportSchema } from "../report/report-schema.ts";
import type { Host } from "./host.ts";
import type { Proposal } from "./proposal.ts";

// Servers repeat what they were sent. Whatever they sent is masked where it arrives, and all that
// leaves the run once more: lines, reports, the checkpoint, pull requests and errors.

/** The host, which is told no secret. */
export function hostWithoutSecrets(host: Host, mask: Mask): Host {
  const { telling, observer, propose } = host;
  const { debug } = telling;
  return {
    ...host,
    observer: {
      scanned: (scan, completedBefore) => observer.scanned(scan, completedBefore),
      pageStarted: (page) => observer.pageStarted(page),
      pageDone: (outcome) => observer.pageDone(outcomeWithoutSecrets(outcome, mask)),
      noticed: (finding) => observer.noticed({ ...finding, message: mask(finding.message) }),
      close: () => observer.close?.(),
    },
    telling: {
      ...telling,
      say: (line) => telling.say(mask(line)),
      diff: (diff) => telling.diff(mask(diff)),
      ...(debug === undefined ? {} : { debug: (line: string) => debug(mask(line)) }),
    },
    ...(propose === undefined
      ? {}
      : {
          propose: (proposal, config, signal) =>
            propose(proposalWithoutSecrets(proposal, mask), config, signal),
        }),
  };
}

function proposalWithoutSecrets(proposal: Proposal, mask: Mask): Proposal {
  return {
    ...proposal,
    describe(content, maxLength) {
      const { title, body } = proposal.describe(content, maxLength);
      return { title: mask(title), body: mask(body) };
    },
  };
}

/** The report, whose texts hold no secret. */
export function reportWithoutSecrets(report: Report, mask: Mask): Report {
  const masked: unknown = JSON.parse(JSON.stringify(report), (_, value: unknown) =>
    typeof value === "string" ? mask(value) : value,
  );
  return reportSchema.parse(masked);
}

/** The memory, which remembers no secret in what failed. */
export function memoryWithoutSecrets(memory: MigrationMemory, mask: Mask): MigrationMemory {
  return {
    previousRun: () => memory.previousRun(),
    bookmark: () => memory.bookmark(),
    markBookmark: (bookmark) => memory.markBookmark(bookmark),
    start: (pages) => memory.start(pages),
    completedPage: (pageId) => memory.completedPage(pageId),
    getNewCommentId: (sourceId) => memory.getNewCommentId(sourceId),
    markPageComplete: (pageId, imported, threads, removed) =>
      memory.markPageComplete(pageId, imported, threads, removed),
    rebuild: (imported, threads) => memory.rebuild(imported, threads),
    markPageFailed: (pageId, failure) =>
      memory.markPageFailed(pageId, failureWithoutSecrets(failure, mask)),
    markDone: () => memory.markDone(),
  };
}

/** What was thrown, with the same code, and without secrets in its words. */
export function errorWithoutSecrets(error: unknown, mask: Mask): unknown {
  if (!(error instanceof Error)) return error;
  const { message, stack = "" } = error;
  if (error instanceof MigrationError) {
    const { code, location, stopsRun, remedy = "" } = error;
    if (mask(message) === message && mask(remedy) === remedy) return error;
    return new MigrationError(code, mask(message), {
      stopsRun,
      ...(remedy === "" ? {} : { remedy: mask(remedy) }),
      ...(location === undefined ? {} : { location }),
    });
  }
  if (mask(message) === message && mask(stack) === stack) return error;
  return Object.assign(new Error(mask(message)), { stack: mask(stack) });
}

function outcomeWithoutSecrets(outcome: PageOutcome, mask: Mask): PageOutcome {
  if (outcome.state !== "failed") return outcome;
  return { ...outcome, failure: failureWithoutSecrets(outcome.failure, mask) };
}

function failureWithoutSecrets(failure: PageFailure, mask: Mask): PageFailure {
  const { message, remedy } = failure;
  return {
    ...failure,
    message: mask(message),
    ...(remedy === undefined ? {} : { remedy: mask(remedy) }),
  };
}
