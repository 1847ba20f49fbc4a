import type { MessageText } from "../domain/message-catalogue.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;
type Range = Readonly<Record<"min" | "max", number>>;

/** What can be wrong with a setting, as the rest of a sentence that begins with its name and place. */
export const settingProblems = {
  text: "must be text; put it in quotes if it looks like a number",
  empty: "must not be empty",
  address:
    "must be an address that starts with https:// or http://, without user name, password, ? and #",
  token: "must be a token without spaces, line breaks and characters outside ASCII",
  wholeNumber: ({ min, max }: Range) => `must be a whole number from ${min} to ${max}`,
  minutes: ({ min, max }: Range) =>
    `must be a number of minutes from ${min} to ${max}, or a time such as 90s, 45m or 5h`,
  shard: "must be a shard from a plan, or a part such as 2/4, the second of four",
  yesOrNo: "must be true or false",
  choice: ({ words }: Texts<"words">) => `must be one of ${words}`,
  words: "must be a list of names, or names separated by commas",
  paths: "must be paths, separated by commas",
  hosts: "must be host names such as old.example, separated by commas",
  sourceFileMissing: ({ kind }: Texts<"kind">) =>
    `is missing: source: ${kind} reads the comments from a file that you have exported.`,
  onlyForExports: ({ kind }: Texts<"kind">) =>
    `is only for a source that is read from files, such as disqus; the source is ${kind}`,
  mediaElsewhere: ({ kind }: Texts<"kind">) =>
    `must be link for the source ${kind}: its comments show pictures of other servers, and it keeps none itself that could be copied`,
  siteOfOthers: ({ takers }: Texts<"takers">) =>
    `is only for target-schema ${takers}, where one database holds several sites`,
  goneWithoutArchive: "must be report unless archive names a folder",
  pageAddresses: "must be addresses of pages, separated by commas",
  pagePatterns: "must be patterns of page addresses such as /posts/**, separated by commas",
  days: "must be a date such as 2020-05-31, a month such as 2020-05 or a year such as 2020",
  untilBeforeSince: ({ since }: Texts<"since">) => `must not be before since, which is ${since}`,
  partOfRollback:
    "can't be set with mode rollback, which deletes all comments that were moved, whatever their page",
  partOfArchive: "can't be set with mode archive, which is about all comments of the database",
  archiveMissing:
    "is missing: mode archive needs the folder of the site that it brings up to date.",
  replaceInArchive: "must be none or pull-request with mode archive, which replaces nothing",
  repositoryName: "must be a repository, owner/name",
  repositoryMissing:
    "is missing: the site's pages name no repository with the comments, owner/name.",
  onlyForGithub: ({ kind }: Texts<"kind">) =>
    `is only for comments in discussions or issues, source: github; the source is ${kind}`,
  hugoVersion: "must be auto, none or a version of Hugo such as 0.152.2",
  innerFolder: "must be a relative folder of the site such as data/comments, without ..",
  staticFolder: "must be a folder below static, such as static/comment-media",
  bucketName:
    "must be the name of an R2 bucket: 3 to 63 of the characters a-z, 0-9 and -, without a - at its ends",
  insideRepository:
    "must be a place inside the repository; only a workflow or flag can name a place outside",
  accountId:
    "must be the id of a Cloudflare account: 32 of the characters 0-9 and a-f, as the dashboard shows it",
  databaseId:
    "must be the id of a D1 database, such as 1b2c3d4e-0000-1111-2222-333344445555, or be omitted to look it up by name",
  branchName: "must be the name of a branch such as comments/replace, without refs/heads/",
  title: "must be one line of at most 256 characters",
  labels: "must be a list of labels, or labels separated by commas",
  reviewers: "must be names of users, and of teams as owner/team, separated by commas",
  baseIsBranch: ({ branch }: Texts<"branch">) =>
    `must not be ${branch}, which is the pull request's own branch`,
  template:
    "must be one shortcode such as {{< comments page=[page] >}}, with placeholders among its parameters, or HTML in tags",
  placeholder: ({ placeholder }: Texts<"placeholder">) =>
    `has the unknown placeholder ${placeholder}; the placeholders are [section] and [page]`,
  schemaMap:
    "must be pairs such as table=comment, page_id=post_slug, separated by commas, or an object of them",
  schemaMapForm: ({ key, forms, hint }: Texts<"key" | "forms" | "hint">) =>
    `must have one of ${forms} for ${key}${hint}`,
  schemaMapKey: ({ key, known, hint }: Texts<"key" | "known" | "hint">) =>
    `has the unknown key ${key}; the keys are ${known}${hint}`,
  schemaMapFixed: ({ key }: Texts<"key">) => `has no usable column name in ${key}`,
  schemaMapNeeded: ({ key }: Texts<"key">) => `must name ${key}: it can't be left out`,
  schemaMapName: ({ key }: Texts<"key">) =>
    `must name ${key} with a text of printable characters; a name with a comma needs the object form`,
  schemaMapKeyTwice: ({ key }: Texts<"key">) => `has ${key} twice`,
  schemaMapTwice: ({ column }: Texts<"column">) => `names the column ${column} twice`,
  authors: "must be the path of a file, or user ids with what is known of each",
  authorEntry: ({ user, keys }: Texts<"user" | "keys">) =>
    `must have for ${user} keys with values; the keys are ${keys}`,
  authorKey: ({ user, key, keys }: Texts<"user" | "key" | "keys">) =>
    `has the unknown key ${key} for ${user}; the keys are ${keys}`,
  authorValue: ({ user, key, wanted }: Texts<"user" | "key" | "wanted">) =>
    `must have for ${user} as ${key} ${wanted}`,
  authorTwice: ({ user }: Texts<"user">) => `must not have both email and email-hash for ${user}`,
  yaml: ({ fault }: Texts<"fault">) => `is not valid YAML: ${fault}`,
  toml: ({ fault }: Texts<"fault">) => `is not valid TOML: ${fault}`,
  yamlAlias: "refers to another value with *; write the value itself, in quotes if it begins so",
  yamlSpace: "needs a space after the colon",
  sections: "must hold sections, such as target:",
  keys: "must hold keys with values",
  former: ({ instead }: Texts<"instead">) => `is no setting any more: ${instead}`,
  unknownSection: ({ known }: Texts<"known">) => `is not a section; the sections are ${known}`,
  unknownKey: ({ known }: Texts<"known">) => `is not a setting of this section, which has ${known}`,
  databaseMissing: "is missing: the name of the D1 database that takes the comments.",
  tokenMissing:
    "is missing: a remote database needs a token with the permission D1 Edit. Store it as a secret.",
  accountMissing: "is missing: a remote database needs the id of its Cloudflare account.",
  mapOfOthers: ({ takers }: Texts<"takers">) =>
    `is only for target-schema ${takers}: the other systems' names are fixed`,
  formatOfOthers: ({ schema, formats }: Texts<"schema" | "formats">) =>
    `must be ${formats} for target-schema ${schema}`,
  truncatedFormat: ({ format }: Texts<"format">) =>
    `can't be truncate for comments that are written as ${format}: what is cut off may leave tags open`,
  bucketMissing: "is missing: media: r2 needs the name of the bucket that takes the files.",
  mediaUrlMissing:
    "is missing: media: r2 needs the address at which readers get the bucket's files.",
  onlyForMedia: ({ media }: Texts<"media">) => `is only for media: ${media}`,
  mediaInShard:
    "can't be repository in the job of a shard, whose files are lost with the job: use r2, or a run without shards",
  baselineInMode: ({ mode }: Texts<"mode">) =>
    `is only for mode dry-run and verify: with mode ${mode}, no failure is accepted`,
  baselineInShard:
    "must not be set in the job of a shard, which does not see the problems of the other shards",
  replaceInMode: ({ mode }: Texts<"mode">) => `must be none with mode ${mode}`,
  replaceInShard:
    "must be none in the job of a shard: set it in a run with mode verify when all shards are done",
  replaceInTerminal:
    "can't be pull-request in a terminal: use working-tree, and commit the changes",
  previewInMode: ({ mode }: Texts<"mode">) => `is only for mode dry-run, but mode is ${mode}`,
  previewInShard: "can't be true with shard: a preview shows the whole site",
  replaceWithMissing: ({ system }: Texts<"system">) =>
    `is missing: the shortcode or HTML that shows the comments of ${system} on your site.`,
} as const satisfies Readonly<Record<string, MessageText>>;
