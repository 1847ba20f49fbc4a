import { stringify } from "yaml";

/** What the user wants. */
export interface SetupChoices {
  readonly source: string;
  /** The exported file, where the source is read from one. */
  readonly sourceFile: string | undefined;
  readonly databaseName: string;
  readonly targetSchema: string;
  /** Path of the site from the repository's root; empty for the root itself. */
  readonly folder: string;
  readonly hasSubmodules: boolean;
}

/** A file that a site needs for a migration. */
export interface SetupFile {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

const action = "hugo-comment-migration/hugo-comment-migration";
const settingsSchema = `https://raw.githubusercontent.com/${action}/v1/docs/comment-migration.schema.json`;

/** The workflow and the settings of a migration. */
export function setupFiles(choices: SetupChoices): readonly SetupFile[] {
  return [
    { path: "comment-migration.yml", text: settingsText(choices) },
    { path: ".github/workflows/migrate-comments.yml", text: workflowText(choices) },
  ];
}

function settingsText(choices: SetupChoices): string {
  const { source, sourceFile, databaseName, targetSchema, folder } = choices;
  const settings = {
    source: { kind: source },
    ...(sourceFile === undefined ? {} : { export: { files: sourceFile } }),
    cloudflare: { database_name: databaseName },
    target: { schema: targetSchema },
    ...(folder === "" ? {} : { hugo: { site_dir: folder } }),
  };
  return `# yaml-language-server: $schema=${settingsSchema}\n# All settings: https://github.com/${action}/blob/v1/docs/settings.md\n${stringify(settings)}`;
}

/** Source of the permissions: docs/sources.md. */
function workflowText({ source, hasSubmodules }: SetupChoices): string {
  const ofGithub =
    source === "github" ? "\n  discussions: read   # issues: read for utterances and Gitalk" : "";
  const submodules = hasSubmodules ? "\n        with:\n          submodules: true" : "";
  return `name: Migrate comments
on:
  workflow_dispatch:
    inputs:
      mode:
        description: A dry run only looks
        type: choice
        options: [dry-run, migrate, verify, rollback]
        default: dry-run
permissions:
  contents: read
  actions: read        # to find the checkpoint of an earlier run among its artifacts${ofGithub}
concurrency:
  group: migrate-comments
  cancel-in-progress: false
jobs:
  migrate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5${submodules}
      - uses: ${action}@v1
        with:
          cloudflare-api-token: \${{ secrets.CLOUDFLARE_API_TOKEN }}
          cloudflare-account-id: \${{ secrets.CLOUDFLARE_ACCOUNT_ID }}
          mode: \${{ inputs.mode }}
`;
}
