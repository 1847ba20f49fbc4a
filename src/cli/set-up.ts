import type { GivenSetup } from "../config/load-setup.ts";
import { readsFiles } from "../config/source-kinds.ts";
import { logLine } from "../domain/printable.ts";
import {
  planFiles,
  proposeSetup,
  type SetupProposal,
  type WholeSetup,
  writeFiles,
} from "../run/set-up-site.ts";

/** How somebody is asked, where there is somebody. */
export interface Asking {
  /** What is missing; undefined where the user goes away. */
  readonly ask: (proposal: SetupProposal) => Promise<WholeSetup | undefined>;
  readonly agrees: (message: string) => Promise<boolean>;
}

/** How a setup is shown. */
interface Shown {
  readonly json: boolean;
  /** How this program is called. */
  readonly program: string;
  readonly write: (text: string) => void;
}

type Files = Awaited<ReturnType<typeof planFiles>>;

const commonSteps = (program: string) => [
  "Store CLOUDFLARE_API_TOKEN (with the permission D1 Edit) and CLOUDFLARE_ACCOUNT_ID as secrets of the repository: Settings → Secrets and variables → Actions.",
  "Commit the files and push them.",
  `Look first: Actions → Migrate comments → Run workflow, or in a terminal: ${program} doctor, then dry-run.`,
];

/**
 * Shows the files that the site needs, and writes those whose places are free. What is there stays.
 * @param asking undefined where nobody is there to be asked
 * @returns whether nothing is missing now
 * @throws MigrationError `no-hugo-site`, FileNotWrittenError
 */
export async function setUp(
  given: GivenSetup,
  asking: Asking | undefined,
  { json, program, write }: Shown,
): Promise<boolean> {
  const proposal = await proposeSetup(given);
  const choices = asking === undefined ? byDefault(proposal) : await asking.ask(proposal);
  if (choices === undefined) return false;
  const files = await planFiles(choices, proposal);
  const nextSteps = stepsFor(choices, program);
  const isNew = files.some(({ place }) => place === "free");
  if (!json) write(`${shown(files)}\n`);
  const isWanted =
    !isNew || (asking === undefined ? true : await asking.agrees("Write the new files?"));
  if (isWanted) writeFiles(files, proposal);
  const written = isWanted ? files.filter(({ place }) => place === "free") : [];
  if (json)
    write(`${JSON.stringify({ files, written: written.map(({ path }) => path), nextSteps })}\n`);
  else write(`${closing(written.length, isWanted, nextSteps)}\n`);
  return isWanted;
}

function stepsFor({ source, sourceFile }: WholeSetup, program: string): readonly string[] {
  const isFileMissing = readsFiles(source) && sourceFile === undefined;
  return isFileMissing
    ? [
        "Export the comments (docs/sources.md says where), and name the file as export.files in comment-migration.yml.",
        ...commonSteps(program),
      ]
    : commonSteps(program);
}

function byDefault({ choices }: SetupProposal): WholeSetup {
  const { source = "cactus", databaseName = "comments", targetSchema = "classic" } = choices;
  return { ...choices, source, databaseName, targetSchema };
}

function shown(files: Files): string {
  return files
    .flatMap(({ path, text, place }) => {
      if (place === "same") return [`= ${path} is there already`];
      if (place === "other") return [`! ${path} is there with other content, and stays as it is`];
      return [
        `+ ${path}`,
        ...text
          .trimEnd()
          .split("\n")
          .map((line) => `    ${line}`),
      ];
    })
    .map(logLine)
    .join("\n");
}

function closing(written: number, isWanted: boolean, nextSteps: readonly string[]): string {
  if (!isWanted) return "Nothing was written.";
  const first =
    written === 0 ? "Nothing to write." : `Wrote ${written === 1 ? "1 file" : `${written} files`}.`;
  return `${first}\n\nNext:\n${nextSteps.map((step, index) => `${index + 1}. ${step}`).join("\n")}`;
}
