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

/** The workflow and the settings of a migration, and those of the Worker for a table of one's own. */
export function setupFiles(choices: SetupChoices): readonly SetupFile[] {
  return [
    { path: "comment-migration.yml", text: settingsText(choices) },
    { path: ".github/workflows/migrate-comments.yml", text: workflowText(choices) },
    ...(choices.targetSchema === "classic"
      ? [{ path: "comments-worker/wrangler.jsonc", text: workerText(choices) }]
      : []),
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

/** As examples/worker has it, for the database of the comments. */
function workerText({ databaseName }: SetupChoices): string {
  return `// The Worker that shows the comments: put the other files of
// https://github.com/${action}/tree/v1/examples/worker beside this one.
{
  "$schema": "node_modules/wrangler/config-schema.json",
  "name": "comments",
  "main": "src/worker.ts",
  "compatibility_date": "2026-01-01",
  "d1_databases": [
    // The database that the comments were moved to: \`npx wrangler d1 list\` tells its id.
    { "binding": "DB", "database_name": ${JSON.stringify(databaseName)}, "database_id": "<id of your database>" }
  ],
  // Comments that one address may write within \`period\` seconds (10 or 60).
  "ratelimits": [
    { "name": "WRITERS", "namespace_id": "1001", "simple": { "limit": 5, "period": 60 } }
  ],
  "vars": {
    // Where your site is read, separated by commas: only its pages may show and send comments.
    "ALLOWED_ORIGINS": "https://blog.example.org",
    // As the comments were moved: "text", or the \`content-format\` that was set.
    "CONTENT_FORMAT": "text",
    // "true": new comments are shown once a moderator has approved them.
    "APPROVE_FIRST": "false",
    // Names that nobody but you may write under, separated by commas; you answer under the first.
    "OWNER_NAMES": "",
    // Address of your site's sitemap: then nobody writes on pages that your site doesn't have.
    "PAGES": ""
  },
  // Secrets, each optional, by \`npx wrangler secret put <name>\`:
  //   MODERATION_TOKEN  the password of /moderation, of 20 characters or more
  //   NOTICE_URL        a webhook that is told of new comments
  //   TURNSTILE_SECRET  each comment needs a Turnstile token from then on
  //   WRITER_SECRET     any long random text: writers are counted in the database too, by a keyed
  //                     hash of their address, 20 comments an hour
}
`;
}
