import type { SettingName } from "../config/settings.ts";

/** What a command of the terminal is for, and what its help shows first. */
interface CommandFacts {
  /** One line, as the list of commands shows it. */
  readonly summary: string;
  /** The settings that people set first. */
  readonly first: readonly SettingName[];
  /** Arguments after the command, one example each. */
  readonly examples: readonly string[];
}

/** Settings with their values. */
type Fixed = Readonly<Partial<Record<SettingName, string>>>;

/** A command that runs: the settings that it fixes say what. */
interface RunCommand extends CommandFacts {
  readonly fixes: Fixed;
  /** What it fixes with `--dry-run`; undefined where it writes nothing anyway, or null where it must write. */
  readonly fixesDry?: Fixed | null;
}

/** The commands that run a migration, or a part of what belongs to one. */
export const runCommands = {
  "dry-run": {
    summary: "Read and check everything, write nothing, and say GO, CAUTION or NO-GO",
    fixes: { mode: "dry-run" },
    first: ["database-name", "source", "source-file", "target-schema", "site-dir"],
    examples: [
      "--database-name comments",
      "--database-name comments --source disqus --source-file export.xml.gz",
      "--database-name comments --preview",
    ],
  },
  migrate: {
    summary: "Move the comments; run it again to resume, and to bring what is new",
    fixes: { mode: "migrate" },
    fixesDry: { mode: "dry-run" },
    first: ["database-name", "source", "source-file", "target-schema", "site-dir"],
    examples: ["--database-name comments", "--database-name comments --archive data/comments"],
  },
  verify: {
    summary: "Compare every comment with its source, at any later time",
    fixes: { mode: "verify" },
    first: ["database-name", "api-base", "accept-differences", "source", "site-dir"],
    examples: ["--database-name comments --api-base https://comments.example/api"],
  },
  replace: {
    summary: "Replace the old widgets of all pages whose comments are complete",
    fixes: { mode: "verify", replace: "working-tree" },
    fixesDry: { mode: "verify", replace: "show" },
    first: ["database-name", "replace-with", "target-schema", "source", "site-dir"],
    examples: ["--database-name comments --dry-run", "--database-name comments"],
  },
  rollback: {
    summary: "Delete exactly the comments that were moved from this site",
    fixes: { mode: "rollback" },
    fixesDry: { mode: "rollback-dry-run" },
    first: ["database-name", "reader-replies", "source", "target-schema", "site-dir"],
    examples: ["--database-name comments --dry-run", "--database-name comments"],
  },
  archive: {
    summary: "Bring a folder of the site to what readers see in the database, at any later time",
    fixes: { mode: "archive" },
    fixesDry: null,
    first: ["database-name", "archive", "target-schema", "content-format", "site-dir"],
    examples: ["--database-name comments --archive data/comments"],
  },
} as const satisfies Readonly<Record<string, RunCommand>>;

/** Name of a command that runs a migration. */
export type RunCommandName = keyof typeof runCommands;

/** What a command fixes; undefined where it can't be asked to write nothing. */
export function fixedBy(name: RunCommandName, isDry: boolean): Fixed | undefined {
  const { fixes, fixesDry = fixes }: RunCommand = runCommands[name];
  return isDry ? (fixesDry ?? undefined) : fixes;
}

/** What `--dry-run` fixes where the settings alone say what is done; undefined as for {@link fixedBy}. */
export function dryRunOf(mode: string | undefined): Fixed | undefined {
  if (mode === "verify") return fixedBy("replace", true);
  return fixedBy(mode === "rollback" || mode === "archive" ? mode : "migrate", true);
}

/** The command that writes what a site needs for a migration. */
export const initCommand = {
  summary: "Write the workflow and the settings that this site needs, after showing them",
  first: ["database-name", "source", "source-file", "target-schema", "site-dir"],
  examples: ["", "--database-name comments --source disqus --source-file comments/*.xml.gz --yes"],
} as const satisfies CommandFacts;

/** The command that checks what a run will need. */
export const doctorCommand = {
  summary: "Check what a migration needs, each with what to do about it",
  first: ["database-name", "source", "source-file", "target-schema", "site-dir"],
  examples: ["--database-name comments"],
} as const satisfies CommandFacts;

/** The command that shows what earlier runs left. */
export const statusCommand = {
  summary: "Show what is known of the migration so far, without any request",
  first: ["checkpoint-file", "report-dir"],
  examples: [""],
} as const satisfies CommandFacts;
