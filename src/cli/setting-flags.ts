import { Option } from "commander";
import { ConfigError } from "../config/config-error.ts";
import { formerSettings } from "../config/former-settings.ts";
import { didYouMean } from "../config/nearest-name.ts";
import { settingProblems } from "../config/setting-problems.ts";
import { isYesOrNo, type SettingName, settingInfo, settingNames } from "../config/settings.ts";

/** The flag of a setting, with its description in a sentence. */
export function flagOf(setting: SettingName): Option {
  const { description, byDefault, type } = settingInfo(setting);
  const value = isYesOrNo(setting) ? "[true|false]" : "<value>";
  const [sentence = ""] = firstClause.exec(description) ?? [];
  const [fault] = type.safeParse("\0").error?.issues ?? [];
  const words = fault?.code === "invalid_value" ? [fault.values.join(", ")] : [];
  const inWords = byDefault === undefined || byDefault === false ? [] : [`default: ${byDefault}`];
  const more = [...words, ...inWords].join("; ");
  const text = sentence.replaceAll("`", "");
  return new Option(`--${setting} ${value}`, more === "" ? text : `${text} (${more})`);
}

/** Up to the first full stop, colon or semicolon outside of code and parentheses. */
const firstClause = /^(?:`[^`]*`|\([^)]*\)|[^.:;`(]|[.:;](?! |$))*/;

/** With the value of each flag that may stand alone, so that no command is taken for it. */
export function withValues(args: readonly string[]): string[] {
  const alone = ["dry-run", ...settingNames.filter(isYesOrNo)];
  return args.map((arg, index) => {
    const standsAlone = alone.some((flag) => arg === `--${flag}`);
    return standsAlone && !/^(?:true|false)$/i.test(args[index + 1] ?? "") ? `${arg}=true` : arg;
  });
}

/** The settings that flags gave, by name. */
export function settingsIn(
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settingNames.flatMap((setting) => {
      const value = given[flagOf(setting).attributeName()];
      return value === undefined ? [] : [[setting, String(value)]];
    }),
  );
}

/**
 * Refuses what looks like a flag and is near to one: the parser itself knows no near name of a flag with
 * one dash, or in another case.
 * @param others flags that are no settings
 * @throws ConfigError with the nearest name of each
 */
export function refuseMistyped(args: readonly string[], others: readonly string[]): void {
  const known: readonly string[] = [...settingNames, ...others];
  const problems = args.flatMap((arg) => {
    const [, dashes = "", flag = ""] = /^(--?)([^=]{2,})/.exec(arg) ?? [];
    if (dashes === "--" && known.includes(flag)) return [];
    const former = dashes === "--" ? formerSettings[flag] : undefined;
    if (former !== undefined) {
      return [commandLineProblem(`--${flag} ${settingProblems.former(former)}`)];
    }
    const meant = didYouMean(flag, known, "--");
    return meant === "" ? [] : [commandLineProblem(`${dashes}${flag} is no flag${meant}`)];
  });
  if (problems.length > 0) throw new ConfigError(problems);
}

/** What is wrong with the command line, as a problem among others. */
export function commandLineProblem(message: string) {
  const sentence = /[.?!]$/.test(message) ? message : `${message}.`;
  return { where: "command line", message: `${sentence} See --help for all flags.` };
}
