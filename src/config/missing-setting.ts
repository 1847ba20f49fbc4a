import type { ConfigProblem } from "./config-error.ts";
import type { ConfigSources } from "./config-sources.ts";
import { type SettingName, settingInfo } from "./settings.ts";

/** A setting that must be given and isn't, with all the ways to give it. */
export function missingSetting(
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
