import { relative, sep } from "node:path";
import type { GivenSetup } from "../config/load-setup.ts";
import { findWorkTree } from "../replace/repository-root.ts";
import { type SetupChoices, setupFiles } from "../setup/setup-files.ts";
import { isHugoSite, readSiteFacts } from "../setup/site-facts.ts";
import { type PlannedFile, planSetup, writeSetup } from "../setup/write-setup.ts";
import { widgets } from "../sources/source-kinds.ts";
import { runMessages } from "./messages.ts";

/** What is known of a site before anybody is asked. */
export interface SetupProposal {
  /** Absolute path of the repository, where the files go. */
  readonly repositoryDir: string;
  /** What the files would say, as far as it is given or found. */
  readonly choices: Omit<SetupChoices, "source" | "databaseName" | "targetSchema"> &
    Pick<GivenSetup, "source" | "databaseName" | "targetSchema">;
  /** The file by which the source was found; undefined where it was given, or not found. */
  readonly foundIn: string | undefined;
}

/**
 * Looks at a site that is to be migrated.
 * @throws MigrationError `no-hugo-site`
 */
export async function proposeSetup(given: GivenSetup): Promise<SetupProposal> {
  const { siteDir } = given;
  if (!(await isHugoSite(siteDir))) throw runMessages.error("no-hugo-site", { folder: siteDir });
  const repositoryDir = (await findWorkTree(siteDir)) ?? siteDir;
  const { sources, hasSubmodules } = await readSiteFacts(siteDir, repositoryDir, widgets);
  const [found] = sources;
  return {
    repositoryDir,
    choices: {
      source: given.source ?? found?.kind,
      sourceFile: given.sourceFiles?.join(", "),
      databaseName: given.databaseName,
      targetSchema: given.targetSchema,
      folder: relative(repositoryDir, siteDir).split(sep).join("/"),
      hasSubmodules,
    },
    foundIn: given.source === undefined ? found?.file : undefined,
  };
}

/** All that the files of a setup say. */
export type WholeSetup = SetupProposal["choices"] & {
  readonly source: NonNullable<GivenSetup["source"]>;
  readonly databaseName: string;
  readonly targetSchema: NonNullable<GivenSetup["targetSchema"]>;
};

/** The files of a setup, with what is in their places. */
export function planFiles(
  choices: WholeSetup,
  { repositoryDir }: Pick<SetupProposal, "repositoryDir">,
): Promise<readonly PlannedFile[]> {
  return planSetup(setupFiles(choices), repositoryDir);
}

/**
 * Writes the files whose places are free.
 * @throws FileNotWrittenError where the disk refuses
 */
export function writeFiles(
  files: readonly PlannedFile[],
  { repositoryDir }: Pick<SetupProposal, "repositoryDir">,
): void {
  writeSetup(files, repositoryDir);
}
