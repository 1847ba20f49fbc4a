import { areInOrder } from "../part/part.ts";
import { systems } from "../targets/systems.ts";
import type { ConfigProblem } from "./config-error.ts";
import { exportSection } from "./export-kind.ts";
import { missingSetting } from "./missing-setting.ts";
import type { ReadSettings } from "./read-settings.ts";
import { settingProblems } from "./setting-problems.ts";
import { type SettingName, type Settings, settingsSchema } from "./settings.ts";
import { readsFiles, type SourceConfig, sourceKinds } from "./source-kinds.ts";
import { systemsThat } from "./systems-in-words.ts";

const { shape } = settingsSchema;
const {
  source: { shape: source },
  matching: { shape: matching },
  cloudflare: { shape: cloudflare },
  target: { shape: target },
  media: { shape: media },
  migration: { shape: migration },
  replace: { shape: replace },
} = shape;

/** What settings demand of each other, whatever the source. A wrong value demands nothing. */
export function brokenRules(settings: ReadSettings): readonly ConfigProblem[] {
  return [
    ...databaseProblems(settings),
    ...schemaProblems(settings),
    ...partProblems(settings),
    ...mediaProblems(settings),
    ...replacementProblems(settings),
    ...archiveProblems(settings),
    ...baselineProblems(settings),
    ...previewProblems(settings),
    ...sourceProblems(settings),
  ];
}

function databaseProblems({
  valueFor,
  isGiven,
  inputsAre,
}: ReadSettings): readonly ConfigProblem[] {
  const mode = valueFor(cloudflare.mode);
  if (mode === undefined || mode === "local") return [];
  const id = valueFor(cloudflare.databaseId);
  const wrongId: readonly ConfigProblem[] =
    id === undefined || databaseIdForm.test(id)
      ? []
      : [{ where: `${inputsAre} database-id`, message: settingProblems.databaseId }];
  const needed: readonly [SettingName, string][] = [
    ["cloudflare-api-token", settingProblems.tokenMissing],
    ["cloudflare-account-id", settingProblems.accountMissing],
  ];
  const missing = needed
    .filter(([name]) => !isGiven(name))
    .map(([name, message]) => missingSetting(name, message, inputsAre));
  return [...wrongId, ...missing];
}

/** Of a remote database; wrangler's local ones may have any. Source: wrangler d1 info, `uuid`. */
const databaseIdForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What is cut may be no HTML any more. */
function schemaProblems({ valueFor, isGiven, inputsAre }: ReadSettings): readonly ConfigProblem[] {
  const schema = valueFor(target.schema);
  if (schema === undefined) return [];
  const { formats, takesSchemaMap, takesSite } = systems[schema];
  const problem = (name: SettingName, message: string) => ({
    where: `${inputsAre} ${name}`,
    message,
  });
  const format = valueFor(target.contentFormat) ?? formats[0];
  const takesFormat = formats.includes(format);
  const isCut = valueFor(migration.oversizedContent) === "truncate" && format !== "text";
  const takers = {
    map: systemsThat((one) => one.takesSchemaMap),
    site: systemsThat((one) => one.takesSite),
  };
  return [
    ...(isGiven("schema-map") && !takesSchemaMap
      ? [problem("schema-map", settingProblems.mapOfOthers({ takers: takers.map }))]
      : []),
    ...(isGiven("target-site") && !takesSite
      ? [problem("target-site", settingProblems.siteOfOthers({ takers: takers.site }))]
      : []),
    ...(takesFormat
      ? []
      : [
          problem(
            "content-format",
            settingProblems.formatOfOthers({ schema, formats: formats.join(" or ") }),
          ),
        ]),
    ...(isCut ? [problem("oversized-content", settingProblems.truncatedFormat({ format }))] : []),
  ];
}

const partSettings = [
  migration.pages,
  migration.exclude,
  migration.since,
  migration.until,
  migration.limit,
] as const;

/**
 * A rollback that took back a part would leave a migration of which nobody knows what it moved, and an
 * archive of a part would lose the rest.
 */
function partProblems({ valueFor, isGiven, inputsAre }: ReadSettings): readonly ConfigProblem[] {
  const [since, until] = [valueFor(migration.since), valueFor(migration.until)];
  const mode = valueFor(migration.mode);
  const isArchive = mode === "archive";
  const isWhole = isArchive || mode?.startsWith("rollback") === true;
  const refused = isArchive ? [...partSettings, migration.shard] : partSettings;
  const given = refused.filter(({ setting }) => isWhole && isGiven(setting.name));
  return [
    ...given.map(({ setting }) => ({
      where: `${inputsAre} ${setting.name}`,
      message: isArchive ? settingProblems.partOfArchive : settingProblems.partOfRollback,
    })),
    ...(since === undefined || until === undefined || areInOrder(since, until)
      ? []
      : [
          {
            where: `${inputsAre} until`,
            message: settingProblems.untilBeforeSince({ since }),
          },
        ]),
  ];
}

const mediaSettings = [
  [media.folder, ["repository"]],
  [media.bucket, ["r2"]],
  [media.url, ["r2"]],
  [media.limit, ["repository", "r2"]],
] as const;

function mediaProblems({ valueFor, isGiven, inputsAre }: ReadSettings): readonly ConfigProblem[] {
  const to = valueFor(media.to);
  if (to === undefined) return [];
  const stray = mediaSettings
    .filter(([one]) => isGiven(one.setting.name) && valueFor<unknown>(one) !== undefined)
    .filter(([, kinds]) => !kinds.some((kind) => kind === to))
    .map(([{ setting }, kinds]) => ({
      where: `${inputsAre} ${setting.name}`,
      message: settingProblems.onlyForMedia({ media: kinds.join(" or ") }),
    }));
  if (to === "repository" && valueFor(migration.shard) !== undefined) {
    return [...stray, { where: `${inputsAre} media`, message: settingProblems.mediaInShard }];
  }
  const needed: readonly [SettingName, string][] =
    to === "r2"
      ? [
          ["r2-bucket", settingProblems.bucketMissing],
          ["media-url", settingProblems.mediaUrlMissing],
        ]
      : [];
  const missing = needed
    .filter(([name]) => !isGiven(name))
    .map(([name, message]) => missingSetting(name, message, inputsAre));
  return [...stray, ...missing];
}

const replacingModes: ReadonlySet<string> = new Set<Settings["migration"]["mode"]>([
  "migrate",
  "dry-run",
  "verify",
]);

/** Only a run that looks at the whole site knows which pages are complete. */
function replacementProblems(settings: ReadSettings): readonly ConfigProblem[] {
  const { valueFor, isGiven, inputsAre } = settings;
  const to = valueFor(replace.to);
  if (to === undefined || to === "none") return [];
  const where = `${inputsAre} replace`;
  const problems: ConfigProblem[] = [];
  const mode = valueFor(migration.mode);
  if (mode === "archive") {
    if (to !== "pull-request") problems.push({ where, message: settingProblems.replaceInArchive });
  } else if (mode !== undefined && !replacingModes.has(mode)) {
    problems.push({ where, message: settingProblems.replaceInMode({ mode }) });
  }
  if (valueFor(migration.shard) !== undefined) {
    problems.push({ where, message: settingProblems.replaceInShard });
  }
  if (to === "pull-request" && inputsAre === "flag") {
    problems.push({ where, message: settingProblems.replaceInTerminal });
  }
  const branch = valueFor(replace.pullRequestBranch);
  if (branch !== undefined && valueFor(replace.pullRequestBase) === branch) {
    const message = settingProblems.baseIsBranch({ branch });
    problems.push({ where: `${inputsAre} pull-request-base`, message });
  }
  const schema = valueFor(target.schema);
  const isOwnMissing = schema !== undefined && systems[schema].shortcode === undefined;
  if (isOwnMissing && mode !== "archive" && !isGiven("replace-with")) {
    const message = settingProblems.replaceWithMissing({ system: systems[schema].title });
    problems.push(missingSetting("replace-with", message, inputsAre));
  }
  return problems;
}

function archiveProblems({ valueFor, isGiven, inputsAre }: ReadSettings): readonly ConfigProblem[] {
  if (valueFor(migration.mode) !== "archive" || isGiven("archive")) return [];
  return [missingSetting("archive", settingProblems.archiveMissing, inputsAre)];
}

/** What moves or deletes comments accepts no failure. */
function baselineProblems({
  valueFor,
  isGiven,
  inputsAre,
}: ReadSettings): readonly ConfigProblem[] {
  if (!isGiven("baseline")) return [];
  const where = `${inputsAre} baseline`;
  const mode = valueFor(migration.mode);
  const isCheck = mode === undefined || mode === "dry-run" || mode === "verify";
  return [
    ...(isCheck ? [] : [{ where, message: settingProblems.baselineInMode({ mode }) }]),
    ...(isCheck && valueFor(migration.shard) !== undefined
      ? [{ where, message: settingProblems.baselineInShard }]
      : []),
  ];
}

/** Only a dry run of the whole site knows what all pages would show. */
function previewProblems({ valueFor, inputsAre }: ReadSettings): readonly ConfigProblem[] {
  if (valueFor(migration.preview) !== true) return [];
  const where = `${inputsAre} preview`;
  const mode = valueFor(migration.mode);
  return [
    ...(mode === undefined || mode === "dry-run"
      ? []
      : [{ where, message: settingProblems.previewInMode({ mode }) }]),
    ...(valueFor(migration.shard) === undefined
      ? []
      : [{ where, message: settingProblems.previewInShard }]),
  ];
}

/** Sources whose system keeps pictures or files of comments at addresses that are known to be its own. */
const keepingFiles: ReadonlySet<string> = new Set<SourceConfig["kind"]>([
  "cactus",
  "disqus",
  "github",
  "wordpress",
]);

/** Settings of comments at GitHub alone: the token is for other things, too. */
const { token: _, ...ofGithub } = sourceKinds.github.section.shape;

function namesOf(
  settings: Readonly<Record<string, { readonly setting: { readonly name: SettingName } }>>,
): readonly SettingName[] {
  return Object.values(settings).map(({ setting }) => setting.name);
}

/** What belongs to one source is a mistake beside another. */
function sourceProblems({ valueFor, isGiven, inputsAre }: ReadSettings): readonly ConfigProblem[] {
  const kind = valueFor(source.kind);
  if (kind === undefined || valueFor(migration.mode) === "archive") return [];
  const problem = (name: SettingName, message: string) => ({
    where: `${inputsAre} ${name}`,
    message,
  });
  const isExport = readsFiles(kind);
  const isGone = valueFor(matching.gonePages) === "archive" && !isGiven("archive");
  const keeps = valueFor(media.to);
  return [
    ...namesOf(exportSection.shape)
      .filter((name) => !isExport && isGiven(name))
      .map((name) => problem(name, settingProblems.onlyForExports({ kind }))),
    ...namesOf(ofGithub)
      .filter((name) => kind !== "github" && isGiven(name))
      .map((name) => problem(name, settingProblems.onlyForGithub({ kind }))),
    ...(keepingFiles.has(kind) || keeps === undefined || keeps === "link"
      ? []
      : [problem("media", settingProblems.mediaElsewhere({ kind }))]),
    ...(isGone ? [problem("gone-pages", settingProblems.goneWithoutArchive)] : []),
  ];
}
