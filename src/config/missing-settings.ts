import { publicHomeserver } from "./config.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { ConfigSources } from "./config-sources.ts";
import { type SettingName, type Settings, settingInfo } from "./settings.ts";

/** What is known of the settings before it is known whether they suffice. */
export interface ReadSettings {
  /** Without the wrong ones. */
  readonly settings: Settings;
  /** Names of those that have a value, right or wrong. */
  readonly given: ReadonlySet<string>;
  readonly wrong: ReadonlySet<string>;
}

/** What must be given and is not. */
export function missingSettings(
  { settings, given, wrong }: ReadSettings,
  inputsAre: ConfigSources["inputsAre"],
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const ask = (name: SettingName, message: string) => {
    if (given.has(name)) return;
    const { env, file, secret } = settingInfo(name);
    const ways = [
      `environment variable ${env.join(" or ")}`,
      ...(secret ? [] : [`${file.join(".")} in the config file`]),
    ];
    problems.push({
      where: `${inputsAre} ${name}`,
      message: `${message} Also possible: ${ways.join(", ")}.`,
    });
  };
  ask("site-name", "is missing: the siteName that your Cactus Comments widget uses.");
  ask("database-name", "is missing: the name of the D1 database that takes the comments.");
  const ownHomeserver =
    given.has("homeserver-url") && settings["homeserver-url"] !== publicHomeserver.url;
  if (ownHomeserver) {
    ask(
      "server-name",
      "is missing: a homeserver-url of your own needs the serverName of the widget.",
    );
  }
  if (given.has("server-name") && settings["server-name"] !== publicHomeserver.serverName) {
    ask("homeserver-url", "is missing: a server-name of your own needs the homeserver's address.");
  }
  if (settings["d1-mode"] === "remote" && !wrong.has("d1-mode")) {
    ask(
      "cloudflare-api-token",
      "is missing: a remote database needs a token with the permission D1 Edit. Store it as a secret.",
    );
    ask(
      "cloudflare-account-id",
      "is missing: a remote database needs the id of its Cloudflare account.",
    );
  }
  return problems;
}
