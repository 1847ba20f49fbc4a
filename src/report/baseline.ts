import { z } from "zod";
import type { Severity } from "../domain/finding.ts";
import type { DryRunReport, KnownProblem, PagesReport, VerificationReport } from "./report.ts";
import { knownProblem } from "./report-parts.ts";

/** A report of a run that can be compared with a baseline. */
export type CheckReport = DryRunReport | VerificationReport;

/** Problems that somebody has accepted for now, of one mode. */
export interface Baseline {
  readonly mode: CheckReport["mode"];
  readonly problems: readonly KnownProblem[];
}

const schema: z.ZodType<Baseline> = z
  .object({
    schemaVersion: z.literal(1),
    mode: z.enum(["dry-run", "verify"]),
    problems: z.array(knownProblem),
  })
  .transform(({ mode, problems }) => ({ mode, problems }));

/** The baseline that a file holds; a sentence's end that says what is wrong with it. */
export function parseBaseline(text: string): Baseline | { readonly fault: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { fault: "is not JSON" };
  }
  const { data, error } = schema.safeParse(json);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const at = issue === undefined ? "" : z.core.toDotPath(issue.path);
  return { fault: `is no baseline of this release${at === "" ? "" : ` (see ${at})`}` };
}

/** The file of a baseline: a line for each problem, in an order that is always the same. */
export function formatBaseline({ mode, problems }: Baseline): string {
  const lines = problems
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map((problem) => `    ${JSON.stringify(problem)}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "schemaVersion": 1,\n  "mode": "${mode}",\n  "problems": ${list}\n}\n`;
}

/** What a problem is known by: neither its line nor its words, which change without it. */
interface ProblemIdentity {
  readonly severity: Severity;
  readonly code: string;
  readonly pageId: string | null;
  readonly file: string | null;
}

/** The same for the same problem. */
export function keyOf({ severity, code, pageId, file }: ProblemIdentity): string {
  return JSON.stringify([code, pageId, file, severity]);
}

/**
 * Whether a problem can be in a baseline. An error that is about no page and no file could hide any
 * number of others behind its code.
 */
function canBeKnown({ severity, pageId, file }: ProblemIdentity): boolean {
  return severity === "warning" || (severity === "error" && (pageId !== null || file !== null));
}

/** What a finding or a failed page is known by. */
export function identityOf(
  one: PagesReport["findings"][number] | PagesReport["failedPages"][number],
): ProblemIdentity {
  const severity = "severity" in one ? one.severity : "error";
  return { severity, code: one.code, pageId: one.pageId ?? null, file: one.location?.file ?? null };
}

/** All problems of a report that a baseline can have. What stopped the run is none: it hides the rest. */
export function problemsOf(report: CheckReport): readonly KnownProblem[] {
  const { failedPages, findings, differences = [] } = report;
  const wrongOn = Map.groupBy(
    differences.filter(({ cause }) => cause === "wrong"),
    ({ pageId }) => pageId,
  );
  const all = [
    // More wrong comments than before are worse than before, be it on one page.
    ...failedPages.map((page) => ({
      ...identityOf(page),
      count: Math.max(1, wrongOn.get(page.pageId)?.length ?? 0),
    })),
    ...findings.map((finding) => ({
      ...identityOf(finding),
      count: finding.severity === "error" ? Math.max(1, finding.sourceIds?.length ?? 0) : 1,
    })),
  ].filter(canBeKnown);
  return [...Map.groupBy(all, keyOf).values()].flatMap(([first, ...others]) => {
    if (first === undefined || first.severity === "notice") return [];
    const { severity, code, pageId, file } = first;
    const count = others.reduce((sum, one) => sum + one.count, first.count);
    return [{ severity, code, pageId, file, count }];
  });
}
