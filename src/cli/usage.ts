import { isYesOrNo, settingInfo, settingNames } from "../config/settings.ts";

/** What `--help` prints. */
export function usage(): string {
  const flags = settingNames.map((name) => {
    const { description, env } = settingInfo(name);
    const value = isYesOrNo(name) ? "" : " <value>";
    const variables = env.length === 0 ? "" : ` Or: ${env.join(", ")}.`;
    return `  --${name}${value}\n      ${description.replaceAll("`", "")}${variables}`;
  });
  return `Moves a Hugo site's comments to Cloudflare D1.

Usage: node dist/cli.js --site-name <name> --database-name <name> [flags]

It can be stopped (Ctrl+C) and run again: it resumes where it left off.

  --config-file <value>
      A YAML file with settings. Default: comment-migration.yml, if it is there.
${flags.join("\n")}
  --json
      Print the report as JSON to stdout, and nothing else there.
  --quiet, -q
      Show only errors while it runs: --log-level error.
  --verbose, -v
      Show everything, including each retried request: --log-level debug.
  --help, -h
      This text.
`;
}
