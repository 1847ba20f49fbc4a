import { isYesOrNo, settingInfo, settingNames } from "../config/settings.ts";

/** What `--help` prints. */
export function usage(): string {
  const flags = settingNames.map((name) => {
    const { description, env } = settingInfo(name);
    const value = isYesOrNo(name) ? "" : " <value>";
    return `  --${name}${value}\n      ${description.replaceAll("`", "")} Or: ${env.join(", ")}.`;
  });
  return `Moves a Hugo site's comments from Cactus Comments (Matrix) to Cloudflare D1.

Usage: node dist/cli.js --site-name <name> --database-name <name> [flags]

It can be stopped (Ctrl+C) and run again: it goes on where it stopped.

  --config-file <value>
      A YAML file with settings. Default: comment-migration.yml, if it is there.
${flags.join("\n")}
  --help, -h
      This text.
`;
}
