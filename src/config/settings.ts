import { z } from "zod";
import { schemaNames } from "../domain/comment-system.ts";
import { schemaMap } from "./schema-map.ts";
import {
  address,
  branchName,
  choice,
  hugoVersion,
  innerFolder,
  minutes,
  password,
  replacementTemplate,
  serverName,
  shard,
  siteNames,
  text,
  token,
  userIds,
  wholeNumber,
  words,
  yesOrNo,
} from "./value-types.ts";

/** Where a setting may be given besides the action input and flag of its name, and what it means. */
interface SettingInfo {
  /** Environment variables; the first that is set counts. */
  readonly env: readonly string[];
  /** Section and key in the config file. */
  readonly file: readonly [section: string, key: string];
  /** For people: what it is, its default, range and unit. */
  readonly description: string;
  readonly secret?: true;
  /** What the input is when a workflow says nothing, where only a workflow can know it. */
  readonly inputDefault?: string;
}

const registry = z.registry<SettingInfo>();

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
const jobToken = "${{ github.token }}";

/**
 * All settings, by the name of their action input and command-line flag: the one place that knows
 * their types and defaults. {@link settingInfo} tells the rest.
 */
export const settingsSchema = z.object({
  "site-name": siteNames()
    .optional()
    .register(registry, {
      env: ["CACTUS_SITE_NAME"],
      file: ["matrix", "site_name"],
      description:
        "The site's name at Cactus Comments (`siteName` in the widget), or several, separated by commas: the comments of them all are moved, and pages with another name are skipped, with an error. Default: what the site's pages tell the widget; required where they tell it none, or several.",
    }),
  "homeserver-url": address()
    .optional()
    .register(registry, {
      env: ["MATRIX_HOMESERVER_URL"],
      file: ["matrix", "homeserver_url"],
      description:
        "Address of the Matrix homeserver that holds the comments (`defaultHomeserverUrl` in the widget). Default: what the site's pages tell the widget, else Cactus's public server, `https://matrix.cactus.chat:8448`.",
    }),
  "server-name": serverName()
    .optional()
    .register(registry, {
      env: ["MATRIX_SERVER_NAME"],
      file: ["matrix", "server_name"],
      description:
        "The homeserver's name in room addresses (`serverName` in the widget). Default: what the site's pages tell the widget, else `cactus.chat`; required with another `homeserver-url`.",
    }),
  "access-token": token()
    .optional()
    .register(registry, {
      env: ["MATRIX_ACCESS_TOKEN"],
      file: ["matrix", "access_token"],
      description:
        "A Matrix access token, for homeservers that let no guests read. Default: register as a guest.",
      secret: true,
    }),
  "matrix-user": text()
    .optional()
    .register(registry, {
      env: ["MATRIX_USER"],
      file: ["matrix", "user"],
      description:
        "A Matrix user (`@name:server` or `name`) to log in as with `matrix-password`, where there is no `access-token` or its session ends.",
    }),
  "matrix-password": password()
    .optional()
    .register(registry, {
      env: ["MATRIX_PASSWORD"],
      file: ["matrix", "password"],
      description: "The password of `matrix-user`. Required with it.",
      secret: true,
    }),
  "ignore-senders": userIds()
    .optional()
    .register(registry, {
      env: ["MATRIX_IGNORE_SENDERS"],
      file: ["matrix", "ignore_senders"],
      description:
        "Matrix users (`@name:server`, separated by commas) whose messages are no comments; they are listed in the report. Cactus's bot is always among them. Default: nobody else.",
    }),
  "database-name": text()
    .optional()
    .register(registry, {
      env: ["D1_DATABASE_NAME"],
      file: ["cloudflare", "database_name"],
      description: "Name of the D1 database. Required.",
    }),
  "database-id": text()
    .optional()
    .register(registry, {
      env: ["D1_DATABASE_ID"],
      file: ["cloudflare", "database_id"],
      description: "Id of the D1 database. Default: the one of that name is looked up.",
    }),
  "d1-mode": choice(["remote", "local"])
    .default("remote")
    .register(registry, {
      env: ["D1_MODE"],
      file: ["cloudflare", "d1_mode"],
      description:
        "`remote` for the database at Cloudflare, `local` for wrangler's local copy. Default: `remote`.",
    }),
  "d1-transport": choice(["auto", "api", "wrangler"])
    .default("auto")
    .register(registry, {
      env: ["D1_TRANSPORT"],
      file: ["cloudflare", "d1_transport"],
      description:
        "How a remote database is reached: `api` (Cloudflare's API; needs no wrangler), `wrangler`, or `auto`, which is `api`. A local one is always opened with wrangler. Default: `auto`.",
    }),
  "cloudflare-api-token": token()
    .optional()
    .register(registry, {
      env: ["CLOUDFLARE_API_TOKEN"],
      file: ["cloudflare", "api_token"],
      description: "Cloudflare API token with the permission D1 Edit. Required for `remote`.",
      secret: true,
    }),
  "cloudflare-account-id": text()
    .optional()
    .register(registry, {
      env: ["CLOUDFLARE_ACCOUNT_ID"],
      file: ["cloudflare", "account_id"],
      description: "Id of the Cloudflare account. Required for `remote`.",
    }),
  "cloudflare-api-base": address()
    .optional()
    .register(registry, {
      env: ["CLOUDFLARE_API_BASE_URL"],
      file: ["cloudflare", "api_base"],
      description:
        "Address of Cloudflare's API, where it isn't the public one (`https://api.cloudflare.com/client/v4`).",
    }),
  "target-schema": choice(schemaNames)
    .default("classic")
    .register(registry, {
      env: ["TARGET_SCHEMA"],
      file: ["target", "schema"],
      description:
        "The comment system whose database it is: `classic` (one table, created when missing, its names by `schema-map`), `garrul` (KingPin/Garrul) or `cwd` (anghunk/cwd). Default: `classic`.",
    }),
  "content-format": choice(["text", "html", "markdown"])
    .default("text")
    .register(registry, {
      env: ["CONTENT_FORMAT"],
      file: ["target", "content_format"],
      description:
        "How comments are written: as plain `text`; as `html`, cut down to harmless tags; or as `markdown` made of that. The last two keep bold, links, code and pictures, and are for `classic`, for sites that show them as such. Default: `text`.",
    }),
  "schema-map": schemaMap()
    .optional()
    .register(registry, {
      env: ["TARGET_SCHEMA_MAP"],
      file: ["target", "schema_map"],
      description:
        "Names of your own table for `classic`, separated by commas: `table=…`; `id=…`, `page_id=…`, `parent_id=…`, `author_name=…`, `content=…`, `created_at=…`, `ip_address=…`, `content_hash=…` (a `-` for none; the last two and parent_id only); `time=iso`, `ms` or `s`; `fixed.<column>=<value>`. Default: the names as they are, `time=iso`.",
    }),
  "api-base": address()
    .optional()
    .register(registry, {
      env: ["COMMENTS_API_BASE"],
      file: ["target", "api_base"],
      description:
        "Address of the new comment system's public API, for `mode: verify` to look as readers do: `GET <api-base>/comments/<page id>` for `classic`; `https://<its Worker>/api/v1` for Garrul, `https://<its Worker>/api` for CWD. Default: only the database is compared.",
    }),
  archive: innerFolder()
    .optional()
    .register(registry, {
      env: ["COMMENTS_ARCHIVE"],
      file: ["target", "archive"],
      description:
        "A folder of the site, `data/comments`, into which the moved comments of each complete page are written as JSON, for Hugo to render: the conversation can be read without any server. Default: none is written.",
    }),
  "reader-replies": choice(["refuse", "keep", "delete"])
    .default("refuse")
    .register(registry, {
      env: ["ROLLBACK_READER_REPLIES"],
      file: ["target", "reader_replies"],
      description:
        "What becomes of readers' replies to moved comments in a rollback: `refuse` takes nothing back while there are any, `keep` makes them comments of their own, `delete` deletes them too. Default: `refuse`.",
    }),
  "persist-to": text()
    .optional()
    .register(registry, {
      env: ["D1_PERSIST_TO"],
      file: ["cloudflare", "persist_to"],
      description: "Folder of wrangler's local databases. Default: wrangler's own.",
    }),
  "wrangler-path": text()
    .optional()
    .register(registry, {
      env: ["WRANGLER_PATH"],
      file: ["cloudflare", "wrangler_path"],
      description:
        "The wrangler to run. Default: the project's own in `node_modules`, else a pinned one through npx.",
    }),
  "wrangler-cwd": text()
    .default(".")
    .register(registry, {
      env: ["WRANGLER_CWD"],
      file: ["cloudflare", "wrangler_cwd"],
      description: "Folder with wrangler's configuration. Default: `.`",
    }),
  "site-dir": text()
    .default(".")
    .register(registry, {
      env: ["HUGO_SITE_DIR"],
      file: ["hugo", "site_dir"],
      description: "Folder of the Hugo site. Default: `.`",
    }),
  "content-dir": text()
    .optional()
    .register(registry, {
      env: ["HUGO_CONTENT_DIR"],
      file: ["hugo", "content_dir"],
      description: "Folder of the content, in `site-dir`. Default: what the site's config says.",
    }),
  "base-url": address()
    .optional()
    .register(registry, {
      env: ["HUGO_BASE_URL"],
      file: ["hugo", "base_url"],
      description: "The site's address. Default: `baseURL` of the site's config.",
    }),
  "hugo-path": text()
    .default("hugo")
    .register(registry, {
      env: ["HUGO_PATH"],
      file: ["hugo", "hugo_path"],
      description:
        "The Hugo that builds the site. A path at which no Hugo runs is an error. Default: `hugo` on the PATH; where there is none, see `hugo-version`.",
    }),
  "hugo-version": hugoVersion()
    .optional()
    .register(registry, {
      env: [],
      file: ["hugo", "hugo_version"],
      description:
        "The Hugo to fetch where `hugo-path` leads to none: `auto` for the release that the site names (in a workflow, `netlify.toml`, `vercel.json`, `.hugo-version`, `.tool-versions`, `mise.toml` or `package.json`), else the newest that this release was tested with; a version such as `0.152.2`, fetched also where `hugo-path` leads to another one; `none` to fetch nothing. What is fetched is checked against the release's checksums and kept. Default: `auto` in a workflow, `none` in a terminal.",
    }),
  discover: choice(["auto", "content", "rendered"])
    .default("auto")
    .register(registry, {
      env: ["CACTUS_DISCOVER"],
      file: ["hugo", "discover"],
      description:
        "Where comment sections are looked for: in the site as Hugo builds it, and where that can't be had, in a site built before and in the content (`auto`); in a built site only (`rendered`); or the simple way (`content`): Hugo lists the addresses, and only shortcodes are read that take the section id straight from the call. Default: `auto`.",
    }),
  "public-dir": text()
    .optional()
    .register(registry, {
      env: ["HUGO_PUBLIC_DIR"],
      file: ["hugo", "public_dir"],
      description:
        "Folder with the site that was built before, which is looked at instead of building it. Default: Hugo builds the site into a temporary folder; where it can't, the site's own `public`, if it is there.",
    }),
  shortcodes: words()
    .optional()
    .register(registry, {
      env: ["CACTUS_SHORTCODES"],
      file: ["hugo", "shortcodes"],
      description:
        "Names of the shortcodes that show comments, separated by commas. Default: those whose templates hold the Cactus widget, whatever their name.",
    }),
  "duplicate-sections": choice(["error", "oldest", "newest", "default-language"])
    .default("error")
    .register(registry, {
      env: ["MIGRATION_DUPLICATE_SECTIONS"],
      file: ["hugo", "duplicate_sections"],
      description:
        "Which page gets the comments of a section that several pages share: the `oldest`, the `newest`, the one in the `default-language`, or none and an `error`. Translations of one page may share a section; the default language gets it. Default: `error`.",
    }),
  mode: choice(["migrate", "dry-run", "plan", "report", "verify", "rollback"])
    .default("migrate")
    .register(registry, {
      env: ["MIGRATION_MODE"],
      file: ["migration", "mode"],
      description:
        "`migrate` moves comments; `dry-run` reads and checks everything, writes nothing, and says GO, CAUTION or NO-GO; `plan` divides the pages into shards for the jobs of a matrix, and `report` puts the reports of those jobs together; `verify` compares every comment of the site with the target, any time later; `rollback` deletes from the target exactly the comments that were moved. Default: `migrate`.",
    }),
  shards: wholeNumber(1, 256)
    .default(4)
    .register(registry, {
      env: ["MIGRATION_SHARDS"],
      file: ["migration", "shards"],
      description:
        "How many shards `mode: plan` makes at most, 1 to 256; they are about equal in comments. Default: 4.",
    }),
  shard: shard()
    .optional()
    .register(registry, {
      env: ["MIGRATION_SHARD"],
      file: ["migration", "shard"],
      description:
        "The part of the pages that this job moves: what the output `matrix` of a plan says, or `2/4` for the second of four without a plan. Default: all pages.",
    }),
  "dry-run": yesOrNo()
    .default(false)
    .register(registry, {
      env: ["MIGRATION_DRY_RUN"],
      file: ["migration", "dry_run"],
      description:
        "`true` to write nothing: with `mode: migrate` it is `mode: dry-run`, with `mode: rollback` it tells what would be taken back. Default: `false`.",
    }),
  concurrency: wholeNumber(1, 50)
    .default(5)
    .register(registry, {
      env: ["MIGRATION_CONCURRENCY"],
      file: ["migration", "concurrency"],
      description: "Pages read at once, 1 to 50. Default: 5.",
    }),
  "batch-size": wholeNumber(1, 10_000)
    .default(250)
    .register(registry, {
      env: ["MIGRATION_BATCH_SIZE"],
      file: ["migration", "batch_size"],
      description:
        "Comments after which a batch of whole pages is imported, 1 to 10000. Default: 250.",
    }),
  "delay-between-batches": wholeNumber(0, 600_000)
    .default(0)
    .register(registry, {
      env: ["MIGRATION_DELAY_BETWEEN_BATCHES"],
      file: ["migration", "delay_between_batches"],
      description: "Pause after a batch in milliseconds, 0 to 600000. Default: 0.",
    }),
  "oversized-content": choice(["fail", "truncate"])
    .default("fail")
    .register(registry, {
      env: ["MIGRATION_OVERSIZED_CONTENT"],
      file: ["migration", "oversized_content"],
      description:
        "What becomes of a comment that is too long for a call to the database (about 95 KB where d1-transport is `wrangler`, else 1.9 MB): `fail` its page, or `truncate` it with a mark at its end. Default: `fail`.",
    }),
  "max-retries": wholeNumber(0, 20)
    .default(4)
    .register(registry, {
      env: ["MIGRATION_MAX_RETRIES"],
      file: ["migration", "max_retries"],
      description: "Repetitions of a request that failed for now, 0 to 20. Default: 4.",
    }),
  "checkpoint-file": text()
    .default(".comment-migration/checkpoint.json")
    .register(registry, {
      env: ["MIGRATION_CHECKPOINT_FILE"],
      file: ["migration", "checkpoint_file"],
      description:
        "Where the migration remembers what is done. Default: `.comment-migration/checkpoint.json`.",
    }),
  "checkpoint-interval": wholeNumber(1, 3600)
    .default(120)
    .register(registry, {
      env: ["MIGRATION_CHECKPOINT_INTERVAL"],
      file: ["migration", "checkpoint_interval"],
      description: "Seconds between saves to the Actions cache, 1 to 3600. Default: 120.",
    }),
  "state-key": text()
    .default("default")
    .register(registry, {
      env: ["MIGRATION_STATE_KEY"],
      file: ["migration", "state_key"],
      description:
        "Tells the checkpoints of several migrations in one job apart. Default: `default`.",
    }),
  resume: choice(["auto", "never", "required"])
    .default("auto")
    .register(registry, {
      env: ["MIGRATION_RESUME"],
      file: ["migration", "resume"],
      description:
        "`auto` goes on from the newest checkpoint: of the Actions cache, else of an artifact of this or an earlier run, else from what the database knows; `required` refuses to begin without a checkpoint; `never` looks at none of them and reads every page again. Nothing is doubled in any case. Default: `auto`.",
    }),
  reset: yesOrNo()
    .default(false)
    .register(registry, {
      env: ["MIGRATION_RESET"],
      file: ["migration", "reset"],
      description:
        "`true` to leave the checkpoint behind and start over, once: re-running the jobs of the same workflow run goes on from there. What is in the database stays, and is not doubled. Default: `false`.",
    }),
  "time-budget": minutes(0.01, 7200)
    .optional()
    .register(registry, {
      env: ["MIGRATION_TIME_BUDGET"],
      file: ["migration", "time_budget"],
      description:
        "Minutes (or with a unit: `90s`, `45m`, `5h`) after which the run stops in good order, saves, and ends with the status `partial` and without failure; the next run goes on. Default: the job's `timeout-minutes` in the workflow file, or 360 on GitHub's own runners, less a tenth of it (at most 10 minutes); elsewhere none.",
    }),
  replace: choice(["none", "working-tree", "pull-request"])
    .default("none")
    .register(registry, {
      env: ["COMMENTS_REPLACE"],
      file: ["replace", "to"],
      description:
        "Replaces the old shortcodes of all pages that are complete: in the `working-tree`, or in a `pull-request`, which needs the permissions `contents: write` and `pull-requests: write`. With `dry-run` the changes are only shown. With `mode: migrate` or `verify`, not in the job of a shard. Default: `none`.",
    }),
  "replace-with": replacementTemplate()
    .default("{{< comments section=[section] page=[page] >}}")
    .register(registry, {
      env: ["COMMENTS_REPLACE_WITH"],
      file: ["replace", "with"],
      description:
        "What stands where an old shortcode stood: one shortcode (with its closing tag if it needs one), or HTML where Hugo lets it stand. `[page]` stands for the id of the page that has the comments, `[section]` for that of the old section; quotes are put as they are needed. A page shows all its comments where its first section stood; its other shortcodes are taken out. Default: `{{< comments section=[section] page=[page] >}}` for `classic`; required with another `target-schema`.",
    }),
  "replace-branch": branchName()
    .default("comment-migration/replace")
    .register(registry, {
      env: ["COMMENTS_REPLACE_BRANCH"],
      file: ["replace", "branch"],
      description:
        "The branch of the pull request; a later run updates it in place. Default: `comment-migration/replace`.",
    }),
  "github-token": token()
    .optional()
    .register(registry, {
      env: ["GITHUB_TOKEN"],
      file: ["github", "token"],
      secret: true,
      inputDefault: jobToken,
      description:
        "Token for GitHub's API: with the permission `actions: read` it finds checkpoints of earlier runs among their artifacts; `replace: pull-request` needs `contents: write` and `pull-requests: write`. Default: the job's own.",
    }),
  "report-dir": text()
    .default(".comment-migration/report")
    .register(registry, {
      env: ["MIGRATION_REPORT_DIR"],
      file: ["migration", "report_dir"],
      description:
        "Folder for `report.json`, `report.md` and `report.html`. Default: `.comment-migration/report`.",
    }),
  "fail-on": choice(["failed-pages", "nothing"])
    .default("failed-pages")
    .register(registry, {
      env: ["MIGRATION_FAIL_ON"],
      file: ["migration", "fail_on"],
      description:
        "`failed-pages`: the step fails when a page failed, or remains for another reason than `time-budget`; `nothing`: it fails only when the migration could not begin. Default: `failed-pages`.",
    }),
  "log-level": choice(["error", "warn", "info", "debug"])
    .default("info")
    .register(registry, {
      env: ["MIGRATION_LOG_LEVEL"],
      file: ["logging", "level"],
      description: "How much is logged: `error`, `warn`, `info` or `debug`. Default: `info`.",
    }),
});

/** The settings' values, checked, with defaults. */
export type Settings = z.output<typeof settingsSchema>;

// Its type is inferred, so that the types of the library hold the names alone, without zod's types.
/** The names of all settings, in the order of the documentation. */
export const settingNames = Object.freeze(settingsSchema.keyof().options);

/** Name of a setting: of its action input and of its flag. */
export type SettingName = (typeof settingNames)[number];

/** What is known of a setting besides its type. */
export function settingInfo(name: SettingName): SettingInfo {
  const info = registry.get(settingsSchema.shape[name]);
  if (info === undefined) throw new Error(`setting ${name} has no description`);
  return info;
}

/** Whether a setting is given as `true` or `false`, so that its flag may stand alone. */
export function isYesOrNo(name: SettingName): boolean {
  return settingsSchema.shape[name].safeParse(true).success;
}
