import type { ConfigProblem } from "./config-error.ts";
import { missingSetting } from "./missing-setting.ts";
import type { ReadSettings } from "./read-settings.ts";
import { type SettingName, settingsSchema } from "./settings.ts";

const {
  cloudflare: { shape: cloudflare },
  target: { shape: target },
  migration: { shape: migration },
  replace: { shape: replace },
} = settingsSchema.shape;

/** What settings demand of each other, whatever the source. A wrong value demands nothing. */
export function brokenRules(settings: ReadSettings): readonly ConfigProblem[] {
  return [
    ...databaseProblems(settings),
    ...schemaProblems(settings),
    ...replacementProblems(settings),
  ];
}

function databaseProblems({
  valueFor,
  isGiven,
  inputsAre,
}: ReadSettings): readonly ConfigProblem[] {
  const mode = valueFor(cloudflare.mode);
  if (mode === "local" && valueFor(cloudflare.transport) === "api") {
    const message = "can't be api for a local database: Cloudflare's API only reaches remote ones";
    return [{ where: `${inputsAre} d1-transport`, message }];
  }
  if (mode !== "remote") return [];
  const needed: readonly [SettingName, string][] = [
    [
      "cloudflare-api-token",
      "is missing: a remote database needs a token with the permission D1 Edit. Store it as a secret.",
    ],
    [
      "cloudflare-account-id",
      "is missing: a remote database needs the id of its Cloudflare account.",
    ],
  ];
  return needed
    .filter(([name]) => !isGiven(name))
    .map(([name, message]) => missingSetting(name, message, inputsAre));
}

/** The other systems make HTML of the text themselves, and what is cut may be no HTML any more. */
function schemaProblems({ valueFor, isGiven, inputsAre }: ReadSettings): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const isOfOthers = isAnother(valueFor(target.schema));
  if (isOfOthers && isGiven("schema-map")) {
    const message = "is only for target-schema classic: the other systems' names are fixed";
    problems.push({ where: `${inputsAre} schema-map`, message });
  }
  const format = valueFor(target.contentFormat);
  if (format === undefined || format === "text") return problems;
  const where = `${inputsAre} content-format`;
  if (isOfOthers) {
    problems.push({ where, message: "must be text unless target-schema is classic" });
  }
  if (valueFor(migration.oversizedContent) === "truncate") {
    problems.push({ where, message: "must be text where oversized-content is truncate" });
  }
  return problems;
}

/** Only a run that looks at the whole site knows which pages are complete. */
function replacementProblems(settings: ReadSettings): readonly ConfigProblem[] {
  const { valueFor, isGiven, inputsAre } = settings;
  const to = valueFor(replace.to);
  if (to === undefined || to === "none") return [];
  const where = `${inputsAre} replace`;
  const problems: ConfigProblem[] = [];
  const mode = valueFor(migration.mode);
  if (mode !== undefined && mode !== "migrate" && mode !== "verify") {
    problems.push({ where, message: `must be none with mode ${mode}` });
  }
  if (valueFor(migration.shard) !== undefined) {
    const message =
      "must be none in the job of a shard: set it in a run with mode verify when all shards are done";
    problems.push({ where, message });
  }
  if (to === "pull-request" && inputsAre === "flag") {
    const message = "can't be pull-request in a terminal: use working-tree, and commit the changes";
    problems.push({ where, message });
  }
  const schema = valueFor(target.schema);
  if (isAnother(schema) && !isGiven("replace-with")) {
    const message = `is missing: the shortcode that shows the comments of ${schema} on your site.`;
    problems.push(missingSetting("replace-with", message, inputsAre));
  }
  return problems;
}

function isAnother(schema: string | undefined): boolean {
  return schema !== undefined && schema !== "classic";
}
