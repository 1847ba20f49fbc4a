import { publicHomeserver } from "./config.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { ConfigSources } from "./config-sources.ts";
import { type SettingName, type Settings, settingInfo } from "./settings.ts";

/** What is known of the settings before it is known whether they suffice. */
interface ReadSettings {
  /** Without the wrong ones. */
  readonly settings: Settings;
  /** Names of those that have a value, right or wrong. */
  readonly given: ReadonlySet<string>;
  readonly wrong: ReadonlySet<string>;
}

/** A setting that the site's pages say too, because the Cactus client needs it there. */
export type WidgetSetting = Extract<SettingName, "site-name" | "server-name" | "homeserver-url">;

/** What must be given, is not, and can stand in no page of the site. */
export function missingSettings(
  { settings, given, wrong }: ReadSettings,
  inputsAre: ConfigSources["inputsAre"],
): readonly ConfigProblem[] {
  const needed: [SettingName, string][] = [
    ["database-name", "is missing: the name of the D1 database that takes the comments."],
  ];
  if (settings["d1-mode"] === "remote" && !wrong.has("d1-mode")) {
    needed.push(
      [
        "cloudflare-api-token",
        "is missing: a remote database needs a token with the permission D1 Edit. Store it as a secret.",
      ],
      [
        "cloudflare-account-id",
        "is missing: a remote database needs the id of its Cloudflare account.",
      ],
    );
  }
  if (given.has("matrix-user") || given.has("matrix-password")) {
    needed.push(
      ["matrix-user", "is missing: a password needs the user that it belongs to."],
      ["matrix-password", "is missing: a user needs a password to log in. Store it as a secret."],
    );
  }
  const missing = needed
    .filter(([name]) => !given.has(name))
    .map(([name, message]) => ask(name, message, inputsAre));
  const isMapOfAnother = settings["target-schema"] !== "classic" && given.has("schema-map");
  if (isMapOfAnother && !wrong.has("target-schema")) missing.push(mapOfAnother(inputsAre));
  if (settings["content-format"] !== "text") missing.push(...formatProblems(settings, inputsAre));
  if (settings.replace !== "none") missing.push(...replacementProblems(settings, given, inputsAre));
  const isOutOfReach = settings["d1-mode"] === "local" && settings["d1-transport"] === "api";
  return isOutOfReach ? [...missing, localByApi(inputsAre)] : missing;
}

/** The other systems make HTML of the text themselves, and what is cut may be no HTML any more. */
function formatProblems(
  settings: Settings,
  inputsAre: ConfigSources["inputsAre"],
): readonly ConfigProblem[] {
  const where = `${inputsAre} content-format`;
  return [
    ...(settings["target-schema"] === "classic"
      ? []
      : [{ where, message: "must be text unless target-schema is classic" }]),
    ...(settings["oversized-content"] === "fail"
      ? []
      : [{ where, message: "must be text where oversized-content is truncate" }]),
  ];
}

/** Only a run that looks at the whole site can tell which pages are complete. */
function replacementProblems(
  settings: Settings,
  given: ReadonlySet<string>,
  inputsAre: ConfigSources["inputsAre"],
): readonly ConfigProblem[] {
  const where = `${inputsAre} replace`;
  const needs: ConfigProblem[] = [];
  if (settings.mode !== "migrate" && settings.mode !== "verify") {
    needs.push({ where, message: `must be none with mode ${settings.mode}` });
  }
  if (settings.shard !== undefined) {
    const message =
      "must be none in the job of a shard: run mode verify with it when all shards are done";
    needs.push({ where, message });
  }
  if (settings.replace === "pull-request" && inputsAre === "flag") {
    const message = "can't be pull-request in a terminal: use working-tree, and commit what it did";
    needs.push({ where, message });
  }
  if (settings["target-schema"] !== "classic" && !given.has("replace-with")) {
    const message = `is missing: the shortcode that shows the comments of ${settings["target-schema"]} on your site.`;
    needs.push(ask("replace-with", message, inputsAre));
  }
  return needs;
}

function mapOfAnother(inputsAre: ConfigSources["inputsAre"]): ConfigProblem {
  return {
    where: `${inputsAre} schema-map`,
    message: "is for target-schema classic only: the other systems' names are fixed",
  };
}

function localByApi(inputsAre: ConfigSources["inputsAre"]): ConfigProblem {
  return {
    where: `${inputsAre} d1-transport`,
    message: "must not be api for a local database: Cloudflare's API reaches remote ones only",
  };
}

/**
 * What must be known of the Cactus widget and is not.
 * @param known the value of each setting that is known
 */
export function missingWidgetSettings(
  known: Readonly<Partial<Record<WidgetSetting, unknown>>>,
  inputsAre: ConfigSources["inputsAre"],
): readonly ConfigProblem[] {
  const { "site-name": site, "server-name": server, "homeserver-url": homeserver } = known;
  const isOwn = (value: unknown, publicOne: string) => value !== undefined && value !== publicOne;
  const needed: [WidgetSetting, string][] = [];
  if (site === undefined) {
    needed.push([
      "site-name",
      "is missing: the siteName that your Cactus Comments widget uses, where no page of the site says it.",
    ]);
  }
  if (server === undefined && isOwn(homeserver, publicHomeserver.url)) {
    needed.push([
      "server-name",
      "is missing: a homeserver-url of your own needs the serverName of the widget.",
    ]);
  }
  if (homeserver === undefined && isOwn(server, publicHomeserver.serverName)) {
    needed.push([
      "homeserver-url",
      "is missing: a server-name of your own needs the homeserver's address.",
    ]);
  }
  return needed.map(([name, message]) => ask(name, message, inputsAre));
}

function ask(
  name: SettingName,
  message: string,
  inputsAre: ConfigSources["inputsAre"],
): ConfigProblem {
  const { env, file, secret } = settingInfo(name);
  const ways = [
    `environment variable ${env.join(" or ")}`,
    ...(secret ? [] : [`${file.join(".")} in the config file`]),
  ];
  return {
    where: `${inputsAre} ${name}`,
    message: `${message} Also possible: ${ways.join(", ")}.`,
  };
}
