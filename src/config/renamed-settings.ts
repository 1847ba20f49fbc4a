import type { ConfigProblem } from "./config-error.ts";
import type { ConfigSources } from "./config-sources.ts";
import { settingProblems } from "./setting-problems.ts";
import { type SettingName, settingInfo } from "./settings.ts";

/** What a setting was called before. */
interface FormerSetting {
  /** Of its input and its flag. */
  readonly name: string;
  readonly env: readonly string[];
  /** Section and key in the config file. */
  readonly file: readonly [section: string, key: string];
  readonly now: SettingName;
  /** The value that says the same, where the new setting takes others. */
  readonly value?: string;
}

/** Names that settings no longer have. Each is refused: ignoring it would do what nobody asked for. */
const formerSettings: readonly FormerSetting[] = [
  {
    name: "replace-branch",
    env: ["COMMENTS_REPLACE_BRANCH"],
    file: ["replace", "branch"],
    now: "pull-request-branch",
  },
];

/** Names of inputs and flags that settings no longer have. */
export const formerNames: readonly string[] = formerSettings.map(({ name }) => name);

/** What is wrong with inputs and variables that are given by a former name. */
export function formerNameProblems({
  inputs,
  env,
  inputsAre,
}: Pick<ConfigSources, "inputs" | "env" | "inputsAre">): readonly ConfigProblem[] {
  return formerSettings.flatMap((former) => [
    ...(isGiven(inputs[former.name])
      ? [{ where: `${inputsAre} ${former.name}`, message: renamed(former, former.now) }]
      : []),
    ...former.env
      .filter((variable) => isGiven(env[variable]))
      .map((variable) => {
        const [now = former.now] = settingInfo(former.now).env;
        return { where: `environment variable ${variable}`, message: renamed(former, now) };
      }),
  ]);
}

/** What to write instead of a flag; undefined where no setting had that name. */
export function renamedFlag(name: string): string | undefined {
  const former = formerSettings.find((one) => one.name === name);
  return former === undefined ? undefined : renamed(former, `--${former.now}`);
}

/** What to write instead of a key of the config file; undefined where no setting had that place. */
export function renamedKey(section: string, key: string): string | undefined {
  const former = formerSettings.find(({ file }) => file[0] === section && file[1] === key);
  return former === undefined ? undefined : renamed(former, settingInfo(former.now).file.join("."));
}

function renamed({ value }: FormerSetting, now: string): string {
  return settingProblems.renamed({ now: value === undefined ? now : `${now}: ${value}` });
}

function isGiven(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}
