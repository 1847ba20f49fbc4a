import { cactusProblems } from "../src/config/cactus-problems.ts";
import { settingProblems } from "../src/config/setting-problems.ts";
import { catalogueMessages, withParameterNames } from "./message-catalogues.ts";
import type { ReportCodes } from "./report-codes.ts";

/** The codes that a report can have, each once, in the order of the alphabet. */
export function listCodes(): ReportCodes {
  const codes = (isReason: boolean) => [
    ...new Set(
      messages
        .filter(({ severity }) => ["caution", "no-go"].includes(severity) === isReason)
        .map(({ code }) => code),
    ),
  ];
  return { problems: codes(false), reasons: codes(true) };
}

const messages = catalogueMessages.toSorted((a, b) =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : 0,
);

/** What is reported about a setting that can't be used, after its name and place. */
export function listSettingMessages(): readonly string[] {
  const problems = [...Object.values(settingProblems), ...Object.values(cactusProblems)];
  return problems.map(withParameterNames).sort();
}

/** docs/messages.md. */
export function messagesDocument(): string {
  const rows = messages.map(({ code, message, remedy, severity }) =>
    [`\`${code}\``, severity, cell(message), cell(remedy)].join(" | "),
  );
  return `# Messages

What a run can report, by the code in \`report.json\`, and what to do about it. \`‹name›\` stands for what only the
run knows. An *error* means that comments were not moved, a *warning* that you should take a look, a *notice* that
everything is fine; a dry run's reasons are *caution* or *no-go*.

| code | | message | what to do |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join("\n")}

## Settings

A setting that can't be used is named with its place (input, flag, variable, or file and line), and all at once.
It …

${listSettingMessages()
  .map((text) => `- ${cell(text)}`)
  .join("\n")}
`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").replaceAll("<", "&lt;").trim();
}
