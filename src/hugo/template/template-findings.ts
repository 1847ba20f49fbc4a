import type { Finding } from "../../comment/finding.ts";
import type { SourceLocation } from "../../comment/source-location.ts";
import type { CactusWiring } from "../wiring/cactus-wiring.ts";
import type { Evaluation } from "./evaluation.ts";
import type { PageFacts } from "./page-facts.ts";
import type { Obstacle, RenderedWirings } from "./rendered-wirings.ts";
import type { TemplateFile } from "./template-files.ts";

/** What the templates say about the comment sections of a page or of a shortcode call. */
export interface TemplateWirings {
  readonly wirings: readonly CactusWiring[];
  readonly findings: readonly Finding[];
}

/** What was evaluated, and where. */
interface Evaluated {
  /** Name of the shortcode; undefined for a layout. */
  readonly shortcode: string | undefined;
  readonly page: PageFacts;
  readonly location: SourceLocation;
  readonly evaluation: Evaluation;
}

const buildFirst =
  "Build the site first (set public-dir), or let Hugo be there, so that what it renders can be read.";

/** The wirings, and what a person should know about those that are missing or not certain. */
export function withFindings(
  { wirings, obstacles }: RenderedWirings,
  evaluated: Evaluated,
): TemplateWirings {
  const { evaluation, page, location } = evaluated;
  const findings = obstacles.map((obstacle) => obstacleFinding(obstacle, evaluated));
  const isDoubtful = evaluation.isDoubtful && wirings.length > 0;
  if (isDoubtful || evaluation.isIncomplete) findings.push(uncertainSection(page, location));
  return { wirings, findings };
}

function obstacleFinding(
  obstacle: Obstacle,
  { shortcode, page: { file }, location }: Evaluated,
): Finding {
  const who = shortcode === undefined ? "The layout" : `The shortcode ${shortcode}`;
  if (obstacle.kind === "empty") {
    return {
      severity: shortcode === undefined ? "warning" : "error",
      code: "section-without-id",
      message: `${who} ${shortcode === undefined ? "of" : "in"} ${file} names no comment section.`,
      remedy:
        shortcode === undefined
          ? "If readers see comments there, give the page what its layout takes the section id from."
          : `Give it the id of its section: {{< ${shortcode} my-section >}}.`,
      location,
    };
  }
  const because =
    obstacle.kind === "unknown"
      ? "its section id can't be known without a build of the site"
      : obstacle.reason.replace(/hugo_value_\d+_/g, "…");
  return {
    severity: "error",
    code: "unknown-section-id",
    message: `${who} shows comments on ${file} that were not moved, because ${because}.`,
    remedy:
      obstacle.kind === "unknown"
        ? buildFirst
        : "Let the page itself say its commentSectionId, in quotes, for the time of the migration.",
    location,
  };
}

/** Nobody can say for sure which comments a page shows. */
export function uncertainSection({ file }: PageFacts, location: SourceLocation): Finding {
  return {
    severity: "warning",
    code: "uncertain-section",
    message: `Which comments ${file} shows, if any, can't be told for sure without a build of the site.`,
    remedy: buildFirst,
    location,
  };
}

/** Says that a template can't be read, where it may show a comment section. */
export function faultFinding({ path, fault, mentionsWiring }: TemplateFile): readonly Finding[] {
  if (fault === undefined || !mentionsWiring) return [];
  return [
    {
      severity: "warning",
      code: "malformed-template",
      message: `The template ${path} can't be read: ${fault.message} (line ${fault.line}).`,
      remedy: "Correct it, so that no comment section is overlooked.",
    },
  ];
}
