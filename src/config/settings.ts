import { z } from "zod";
import { schemaNames } from "../domain/comment-system.ts";
import { contentFormats } from "../domain/content-format.ts";
import { authors } from "./author-entries.ts";
import { exportSection } from "./export-kind.ts";
import { matchingSection } from "./matching.ts";
import { schemaMap } from "./schema-map.ts";
import { optional, type Setting, type SettingFacts, setting } from "./setting.ts";
import { settingProblems } from "./setting-problems.ts";
import { sourceKinds, sourceSettings } from "./source-kinds.ts";
import { systemsInWords } from "./systems-in-words.ts";
import {
  accountId,
  address,
  branchName,
  bucketName,
  choice,
  days,
  hugoVersion,
  innerFolder,
  minutes,
  pagePatterns,
  replacementTemplate,
  reviewers,
  shard,
  staticFolder,
  text,
  title,
  token,
  wholeNumber,
  words,
  yesOrNo,
} from "./value-types.ts";

const cloudflare = {
  databaseName: setting("database-name", text(), {
    env: ["D1_DATABASE_NAME"],
    description: "Name of the D1 database. Required.",
    missing: settingProblems.databaseMissing,
  }),
  databaseId: setting("database-id", optional(text()), {
    env: ["D1_DATABASE_ID"],
    description: "Id of the D1 database. Default: looked up by name.",
  }),
  mode: setting("d1-mode", choice(["remote", "wrangler", "local"]).default("remote"), {
    env: ["D1_MODE"],
    key: "d1_mode",
    description:
      "Where the database is, and how it is reached: `remote` at Cloudflare through its API (wrangler isn't needed), `wrangler` at Cloudflare through wrangler, `local` for wrangler's local copy.",
  }),
  apiToken: setting("cloudflare-api-token", optional(token()), {
    env: ["CLOUDFLARE_API_TOKEN"],
    description: "Cloudflare API token with the D1 Edit permission. Required for `remote`.",
    secret: true,
  }),
  accountId: setting("cloudflare-account-id", optional(accountId()), {
    env: ["CLOUDFLARE_ACCOUNT_ID"],
    description: "Id of the Cloudflare account. Required for `remote`.",
  }),
  apiBase: setting("cloudflare-api-base", optional(address()), {
    env: ["CLOUDFLARE_API_BASE_URL"],
    description:
      "Base URL of Cloudflare's API. Default: the public one, `https://api.cloudflare.com/client/v4`.",
  }),
  persistTo: setting("persist-to", optional(text()), {
    env: ["D1_PERSIST_TO"],
    description: "Folder of wrangler's local databases. Default: wrangler's own.",
    path: "place",
  }),
  wranglerDir: setting("wrangler-dir", text().default("."), {
    env: ["WRANGLER_DIR"],
    description:
      "Folder of the wrangler project: its configuration names the local database, and the wrangler in its `node_modules` is run, else a pinned version through npx.",
    path: "place",
  }),
};

const target = {
  schema: setting("target-schema", choice(schemaNames).default("classic"), {
    env: ["TARGET_SCHEMA"],
    description: `The comment system that uses the database: ${systemsInWords.names}.`,
  }),
  site: setting("target-site", optional(text()), {
    env: ["TARGET_SITE"],
    description:
      "The site's name in a comment system that holds several: the `siteId` of CWD's widget, as its documentation recommends one; the address of the site's pages for comment-kit, where it is not that of Hugo's `baseURL`. Set it before the first migration. Default: none.",
  }),
  contentFormat: setting("content-format", optional(choice(contentFormats)), {
    env: ["CONTENT_FORMAT"],
    description: `How comments are written: as plain \`text\`; as sanitized \`html\`; or as \`markdown\` converted from it. The last two keep bold, links, code and pictures. Default: the first of those that the \`target-schema\` takes. ${systemsInWords.formats}.`,
  }),
  schemaMap: setting("schema-map", optional(schemaMap()), {
    env: ["TARGET_SCHEMA_MAP"],
    description:
      'Table and column names of your own table for `classic`, separated by commas: `table=…`; `id=…`, `page_id=…`, `parent_id=…`, `author_name=…`, `content=…`, `created_at=…`, `ip_address=…`, `content_hash=…` (a `-` for none; the last two and parent_id only); columns that are filled if they are named: `content_html=…` (the text as HTML; with `content-format: html` the HTML, and `content` has its text), `reactions=…` (`{"👍":3}`, the most frequent first; NULL for none), `is_owner=…` (1 or 0), `email=…`, `email_md5=…` (empty where `authors` gives no address), `email_hash=…` (SHA-256), `author_url=…`, `updated_at=…` (as `created_at`); `time=iso`, `sqlite` (`YYYY-MM-DD HH:MM:SS`), `ms` or `s`; `ids=number`, or for ids that are texts `uuid`, `hex` or `ulid`; `no_parent=null`, `0` or `empty`, what `parent_id` has in top-level comments; `page_form=path` (`/posts/a%20b/`), `bare-path` (`/posts/a%20b`), `trimmed` (`posts/a%20b`), `slug` (`a%20b`), each with `-decoded` behind it (`a b`), or `address` (`https://blog.example/posts/a%20b/`); `fixed.<column>=<value>`. Names may have blanks and signs; one with a comma needs the object form of the config file. Default: the standard names, `time=iso`, `ids=number`, `no_parent=null`, `page_form=path`.',
  }),
  apiBase: setting("api-base", optional(address()), {
    env: ["COMMENTS_API_BASE"],
    description: `Base URL of the new comment system's public API, so that \`mode: verify\` also checks what readers see. ${systemsInWords.apiBases}. Default: only the database is compared.`,
  }),
  archive: setting("archive", optional(innerFolder()), {
    env: ["COMMENTS_ARCHIVE"],
    description:
      "A folder of the site, such as `data/comments`. The moved comments of each complete page are written to it as JSON for Hugo to render, so that they can be read without any server; with `replace: pull-request` they are part of the pull request. With `mode: archive` it has all comments that readers see, moved or not. Default: no archive.",
  }),
  readerReplies: setting("reader-replies", choice(["refuse", "keep", "delete"]).default("refuse"), {
    env: ["ROLLBACK_READER_REPLIES"],
    description:
      "What happens in a rollback to readers' replies to moved comments: `refuse` deletes nothing if there are any, `keep` makes them top-level comments, `delete` deletes them too.",
  }),
};

const media = {
  to: setting("media", choice(["link", "repository", "r2"]).default("link"), {
    env: ["COMMENTS_MEDIA"],
    key: "keep",
    description:
      "What happens to the pictures and files of comments. `link`: the texts have links to where they are now, which may stop serving them. `repository`: they are copied into `media-folder` and, with `replace: pull-request`, into the pull request; not in the job of a shard. `r2`: they are uploaded into the R2 bucket `r2-bucket`. Each file is copied once, and named by its SHA-256; SVG, HTML and unknown files can only be downloaded. Only what the comment system itself keeps is copied: for `cactus`, `disqus`, `github` and `wordpress`.",
  }),
  folder: setting("media-folder", staticFolder().default("static/comment-media"), {
    env: ["COMMENTS_MEDIA_FOLDER"],
    description:
      "The folder of the site for `media: repository`, below `static/`, which Hugo publishes as it is.",
  }),
  bucket: setting("r2-bucket", optional(bucketName()), {
    env: ["R2_BUCKET"],
    key: "r2_bucket",
    description: "Name of the R2 bucket. Required for `media: r2`.",
  }),
  url: setting("media-url", optional(address()), {
    env: ["COMMENTS_MEDIA_URL"],
    description:
      "Address at which readers get the files of `r2-bucket`: its custom domain or its public `r2.dev` address. Required for `media: r2`.",
  }),
  limit: setting("media-limit", wholeNumber(1, 1000).default(25), {
    env: ["COMMENTS_MEDIA_LIMIT"],
    description:
      "Largest picture or file that is copied, in MB, 1 to 1000; the text keeps a link to a larger one.",
  }),
};

const hugo = {
  siteDir: setting("site-dir", text().default("."), {
    env: ["HUGO_SITE_DIR"],
    description: "Folder of the Hugo site.",
    path: "place",
  }),
  baseUrl: setting("base-url", optional(address()), {
    env: ["HUGO_BASE_URL"],
    description: "The site's address. Default: `baseURL` of the site's config.",
  }),
  hugoPath: setting("hugo-path", text().default("hugo"), {
    env: ["HUGO_PATH"],
    description:
      "The Hugo that builds the site: a command on the PATH (if there is none, see `hugo-version`), or a path, which must lead to a working Hugo.",
    path: "command",
  }),
  hugoVersion: setting("hugo-version", optional(hugoVersion()), {
    env: [],
    description:
      "The Hugo to download if `hugo-path` leads to none: `auto` for the release that the site names (in a workflow, `netlify.toml`, `vercel.json`, `.hugo-version`, `.tool-versions`, `mise.toml` or `package.json`), else the newest that this release was tested with; a version such as `0.152.2`, downloaded even if `hugo-path` leads to another version; `none` to download nothing. Downloads are checked against the release's checksums and cached. Default: `auto` in a workflow, `none` in a terminal.",
  }),
  discover: setting("discover", choice(["auto", "content", "rendered"]).default("auto"), {
    env: ["COMMENTS_DISCOVER"],
    description:
      "Where to look for comment sections. `auto`: in the site as Hugo builds it or, if Hugo can't, in an earlier build and in the content. `rendered`: in a built site only. `content`: Hugo only lists the addresses, and only shortcodes that take the section id straight from the call are read.",
  }),
  publicDir: setting("public-dir", optional(text()), {
    env: ["HUGO_PUBLIC_DIR"],
    description:
      "Folder of a site that is already built, to read instead of building it. Default: Hugo builds the site into a temporary folder; if it can't, the site's own `public` folder is read, if there is one.",
    path: "place",
  }),
  shortcodes: setting("shortcodes", optional(words()), {
    env: ["COMMENTS_SHORTCODES"],
    description:
      "Names of the shortcodes that show comments, separated by commas. Default: those whose templates contain the comment widget, whatever their names.",
  }),
  duplicateSections: setting(
    "duplicate-sections",
    choice(["error", "oldest", "newest", "default-language"]).default("error"),
    {
      env: ["MIGRATION_DUPLICATE_SECTIONS"],
      description:
        "Which page gets the comments of a section that several pages share: the `oldest`, the `newest`, the one in the `default-language`, or none and an `error`. Translations of one page may share a section; the default language gets it.",
    },
  ),
};

const migration = {
  mode: setting(
    "mode",
    choice([
      "migrate",
      "dry-run",
      "plan",
      "report",
      "verify",
      "rollback",
      "rollback-dry-run",
      "archive",
    ]).default("migrate"),
    {
      env: ["MIGRATION_MODE"],
      description:
        "`migrate` moves comments; `dry-run` reads and checks everything, writes nothing, and says GO, CAUTION or NO-GO; `plan` divides the pages into shards for the jobs of a workflow, and `report` merges the reports of those jobs; `verify` compares every comment of the site with the target, at any later time; `rollback` deletes from the target exactly the comments that were moved, and `rollback-dry-run` says which those are; `archive` brings the folder `archive` to what readers see in the database, at any later time and without the source.",
    },
  ),
  shards: setting("shards", wholeNumber(1, 256).default(4), {
    env: ["MIGRATION_SHARDS"],
    description:
      "Maximum number of shards that `mode: plan` makes, 1 to 256; each has about the same number of comments.",
  }),
  shard: setting("shard", optional(shard()), {
    env: ["MIGRATION_SHARD"],
    description:
      "The part of the pages that this job moves: the `shard` that a plan made for it, or `2/4` for the second of four without a plan. Default: all pages.",
  }),
  pages: setting("pages", optional(pagePatterns()), {
    env: ["MIGRATION_PAGES"],
    description:
      "Move a part of the site: only pages whose address fits one of these patterns, separated by commas, such as `/posts/**` or `/2022/*/`. `*` stands for anything but a slash, `**` for anything, `{a,b}` for one of several. An address is what Hugo's `.RelPermalink` is, and can be written percent-encoded or not. Everything else stays as it is, and the status is `partial`. Default: all pages.",
  }),
  exclude: setting("exclude", optional(pagePatterns()), {
    env: ["MIGRATION_EXCLUDE"],
    description:
      "Move a part of the site: not the pages whose address fits one of these patterns, written as those of `pages`. Default: no pages are excluded.",
  }),
  since: setting("since", optional(days()), {
    env: ["MIGRATION_SINCE"],
    description:
      "Move a part of the site: only pages whose date (Hugo's `.Date`, in the page's own time zone) is in or after this year, month or day, such as `2020`, `2020-05` or `2020-05-31`. A page without a date is in no such part. Default: no limit.",
  }),
  until: setting("until", optional(days()), {
    env: ["MIGRATION_UNTIL"],
    description:
      "Move a part of the site: only pages whose date is in or before this year, month or day, written as `since`. Default: no limit.",
  }),
  limit: setting("limit", optional(wholeNumber(1, 1_000_000)), {
    env: ["MIGRATION_LIMIT"],
    description:
      "Move a part of the site: at most this number of pages, 1 to 1000000, of those that `pages`, `exclude`, `since` and `until` leave; in the order of their addresses, so that a dry run and the run after it have the same pages. Default: no limit.",
  }),
  preview: setting("preview", yesOrNo().default(false), {
    env: ["MIGRATION_PREVIEW"],
    description:
      "Also build the site with the comments as they would be moved, to look at before anything is written; only with `mode: dry-run`, and with Hugo. In a workflow it is an artifact of the run; in a terminal it is served on this machine until you press Ctrl+C.",
  }),
  concurrency: setting("concurrency", wholeNumber(1, 50).default(5), {
    env: ["MIGRATION_CONCURRENCY"],
    description: "Pages read at once, 1 to 50.",
  }),
  follow: setting("follow", choice(["all", "new", "none"]).default("all"), {
    env: ["MIGRATION_FOLLOW"],
    description:
      "What a later run brings to pages that were moved before: `all` that changed at the source since, so that new comments come, edits are applied and removed comments go, unless somebody has changed them in the target; `new` only new comments; `none` leaves such pages as they are. What is only gone there, such as history that a homeserver has purged, stays in any case.",
  }),
  batchSize: setting("batch-size", wholeNumber(1, 10_000).default(250), {
    env: ["MIGRATION_BATCH_SIZE"],
    description: "Number of comments after which a batch of whole pages is imported, 1 to 10000.",
  }),
  delayBetweenBatches: setting("delay-between-batches", wholeNumber(0, 600_000).default(0), {
    env: ["MIGRATION_DELAY_BETWEEN_BATCHES"],
    description: "Pause after a batch in milliseconds, 0 to 600000.",
  }),
  oversizedContent: setting("oversized-content", choice(["fail", "truncate"]).default("fail"), {
    env: ["MIGRATION_OVERSIZED_CONTENT"],
    description:
      "What happens to a comment that is too long for one query (some 80 KB of ordinary text if `d1-mode` is `wrangler`, else 1.9 MB): `fail` its page, or `truncate` it and mark the cut at its end.",
  }),
  maxRetries: setting("max-retries", wholeNumber(0, 20).default(4), {
    env: ["MIGRATION_MAX_RETRIES"],
    description: "Retries of a request after a temporary failure, 0 to 20.",
  }),
  checkpointFile: setting("checkpoint-file", text().default(".comment-migration/checkpoint.json"), {
    env: ["MIGRATION_CHECKPOINT_FILE"],
    description: "File that records the migration's progress.",
    path: "place",
  }),
  checkpointInterval: setting("checkpoint-interval", wholeNumber(1, 3600).default(120), {
    env: ["MIGRATION_CHECKPOINT_INTERVAL"],
    description: "Seconds between saves to the Actions cache, 1 to 3600.",
  }),
  stateKey: setting("state-key", text().default("default"), {
    env: ["MIGRATION_STATE_KEY"],
    description: "Keeps the checkpoints of several migrations in one job apart.",
  }),
  resume: setting("resume", choice(["auto", "required", "restart"]).default("auto"), {
    env: ["MIGRATION_RESUME"],
    description:
      "Which checkpoint to resume from. `auto`: the newest, from the Actions cache, else from an artifact of this or an earlier run, else from the records in the database; `required`: the same, but refuse to start without one; `restart`: none, and read every page again, once: re-running the jobs of the same workflow run resumes from there. Nothing is duplicated in any case.",
  }),
  timeBudget: setting("time-budget", optional(minutes(0.01, 7200)), {
    env: ["MIGRATION_TIME_BUDGET"],
    description:
      "Minutes (or with a unit: `90s`, `45m`, `5h`) after which the run stops cleanly, saves its progress, and ends with the status `partial` without failing; the next run resumes. A dry run or a verification starts from the beginning each time, and fails. Default: the job's `timeout-minutes` in the workflow file, or 360 on GitHub's own runners, less a tenth of it (at most 10 minutes); elsewhere none.",
  }),
  reportDir: setting("report-dir", text().default(".comment-migration/report"), {
    env: ["MIGRATION_REPORT_DIR"],
    description: "Folder for `report.json`, `report.md` and `report.html`.",
    path: "place",
  }),
  acceptDifferences: setting("accept-differences", optional(words(settingProblems.pageAddresses)), {
    env: ["MIGRATION_ACCEPT_DIFFERENCES"],
    description:
      "Addresses of pages, separated by commas, whose comments in the database may differ from their source: you have looked at the differences in the report. Such a page counts as verified from then on. Default: none.",
  }),
  authors: setting("authors", optional(authors()), {
    env: ["MIGRATION_AUTHORS"],
    description:
      'Who wrote the comments: a file of the repository (`.yml`, `.toml` or `.json`), or in the config file the entries themselves. Each is a source\'s user id, such as `"@ada:cactus.chat"`, with any of `name`, `email`, `email-hash` (MD5 or SHA-256), `url` and `owner: true`. The address itself is only written to CWD, whose API shows it to everyone. A dry run proposes the owners. Default: names as readers saw them.',
    path: "place",
    personal: true,
  }),
  failOn: setting("fail-on", choice(["failed-pages", "nothing"]).default("failed-pages"), {
    env: ["MIGRATION_FAIL_ON"],
    description:
      "What makes the step fail. `failed-pages`: a page that failed, or remains for a reason other than `time-budget`; `nothing`: only a migration that could not start.",
  }),
  baseline: setting("baseline", optional(text()), {
    env: ["MIGRATION_BASELINE"],
    description:
      "File with known problems, such as `comment-migration.baseline.json`: with `mode: dry-run` or `verify`, only errors that are not in it make the step fail. Known ones are still listed and counted. If the file is missing, the run leaves one as `baseline.json` in `report-dir`, to be committed as it is. Not in the job of a shard. Default: every problem is new.",
    path: "place",
  }),
  pullRequestComment: setting("pull-request-comment", yesOrNo().default(false), {
    env: ["MIGRATION_PULL_REQUEST_COMMENT"],
    description:
      "Writes the result of `mode: dry-run` or `verify` as one comment on the pull request that started the workflow, and keeps it up to date. It needs the permission `pull-requests: write`, which runs for forks don't have.",
  }),
  onFailure: setting("on-failure", choice(["none", "issue"]).default("none"), {
    env: ["MIGRATION_ON_FAILURE"],
    description:
      "What happens when a scheduled or dispatched run fails. `issue`: one issue of the repository says so, kept up to date by later runs and closed by the first that succeeds; it needs the permission `issues: write`.",
  }),
};

const replace = {
  to: setting("replace", choice(["none", "show", "working-tree", "pull-request"]).default("none"), {
    env: ["COMMENTS_REPLACE"],
    description:
      "Replaces the old shortcodes of all pages that are complete: in the `working-tree`, or in a `pull-request`, which needs the permissions `contents: write` and `pull-requests: write`. With `show`, and in a dry run, the changes are only shown. Not in the job of a shard.",
  }),
  replaceWith: setting("replace-with", optional(replacementTemplate()), {
    env: ["COMMENTS_REPLACE_WITH"],
    key: "with",
    description: `Replacement for an old shortcode: one shortcode (with its closing tag if it needs one), or HTML where Hugo allows it. \`[page]\` is replaced by the id of the page that has the comments, \`[section]\` by that of the old section; quotes are added where they are needed. A page shows all its comments where its first section was; its other shortcodes are removed. Required unless \`target-schema\` is ${systemsInWords.shortcodes}.`,
  }),
  pullRequestBranch: setting(
    "pull-request-branch",
    branchName().default("comment-migration/replace"),
    {
      env: ["COMMENTS_PULL_REQUEST_BRANCH"],
      description:
        "The branch of the pull request; a later run updates it in place. With `mode: archive` the default is `comment-migration/archive`.",
    },
  ),
  pullRequestBase: setting("pull-request-base", optional(branchName()), {
    env: ["COMMENTS_PULL_REQUEST_BASE"],
    description:
      "The branch that the pull request is to be merged into. Default: the one that the run was started on, or on a tag the repository's default branch.",
  }),
  pullRequestTitle: setting("pull-request-title", optional(title()), {
    env: ["COMMENTS_PULL_REQUEST_TITLE"],
    description:
      "Title of the pull request and of its commit, at most 256 characters. Default: what it changes, with the number of files.",
  }),
  pullRequestLabels: setting("pull-request-labels", optional(words(settingProblems.labels)), {
    env: ["COMMENTS_PULL_REQUEST_LABELS"],
    description:
      "Labels that the pull request gets when it is created, separated by commas. Those that the repository does not have are created if `github-token` has the permission `issues: write`. Default: none.",
  }),
  pullRequestReviewers: setting("pull-request-reviewers", optional(reviewers()), {
    env: ["COMMENTS_PULL_REQUEST_REVIEWERS"],
    description:
      "Who is asked for a review when the pull request is created, separated by commas: users, and teams as `owner/team`. For teams, `github-token` must be a token that may read the organization's members, which the job's own may not. Default: nobody.",
  }),
  pullRequestDraft: setting("pull-request-draft", yesOrNo().default(false), {
    env: ["COMMENTS_PULL_REQUEST_DRAFT"],
    description:
      "Create the pull request as a draft. Where the repository has no drafts, it is created as an ordinary one, and a warning says so.",
  }),
};

const logging = {
  level: setting("log-level", choice(["error", "warn", "info", "debug"]).default("info"), {
    env: ["MIGRATION_LOG_LEVEL"],
    description: "How much is logged: `error`, `warn`, `info` or `debug`.",
  }),
};

/**
 * All settings, by section and property: the one place that knows their types, defaults, places and
 * descriptions. The config file has the same sections, and the configuration is what comes of them.
 */
export const settingsSchema = z.object({
  source: z.object(sourceSettings),
  cactus: sourceKinds.cactus.section,
  export: exportSection,
  matching: matchingSection,
  cloudflare: z.object(cloudflare),
  target: z.object(target),
  media: z.object(media),
  hugo: z.object(hugo),
  migration: z.object(migration),
  replace: z.object(replace),
  github: sourceKinds.github.section,
  logging: z.object(logging),
});

type Sections = z.output<typeof settingsSchema>;

/** The settings' values, checked, with defaults. */
export type Settings = { readonly [Section in keyof Sections]: Readonly<Sections[Section]> };

// Its type is inferred, so that the types of the library hold the names alone, without zod's types.
/** The names of all settings, in the order of the documentation. */
export const settingNames = Object.freeze(namesIn(settingsSchema.shape));

/** Name of a setting: of its action input and of its flag. */
export type SettingName = (typeof settingNames)[number];

/** What is known of a setting, with its place in the configuration. */
interface SettingInfo extends Omit<SettingFacts, "key"> {
  readonly type: z.ZodType;
  readonly section: string;
  readonly property: string;
  /** Section and key in the config file. */
  readonly file: readonly [section: string, key: string];
  /** Undefined where the type has none. */
  readonly byDefault: unknown;
}

const infos = new Map<string, SettingInfo>(
  Object.entries(settingsSchema.shape).flatMap(([section, { shape }]) =>
    Object.entries(shape).map(([property, type]) => [
      type.setting.name,
      infoOf(section, property, type),
    ]),
  ),
);

/** What is known of a setting. */
export function settingInfo(name: SettingName): SettingInfo {
  const info = infos.get(name);
  if (info === undefined) throw new Error(`there is no setting ${name}`);
  return info;
}

/** Whether a setting is given as `true` or `false`, so that its flag needs no value. */
export function isYesOrNo(name: SettingName): boolean {
  return settingInfo(name).type.safeParse(true).success;
}

function infoOf(section: string, property: string, type: Setting): SettingInfo {
  const { key, description, ...facts } = type.setting;
  const byDefault: unknown = type.safeParse(undefined).data;
  const inWords = byDefault === undefined ? "" : ` Default: \`${byDefault}\`.`;
  return {
    ...facts,
    type,
    section,
    property,
    file: [section, key ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)],
    description: `${description}${inWords}`,
    byDefault,
  };
}

type SectionsNaming<Name extends string> = Readonly<
  Record<string, { readonly shape: Readonly<Record<string, Setting<z.ZodType, Name>>> }>
>;

function namesIn<Name extends string>(sections: SectionsNaming<Name>): readonly Name[] {
  return Object.values(sections).flatMap(({ shape }) =>
    Object.values(shape).map(({ setting: { name } }) => name),
  );
}
