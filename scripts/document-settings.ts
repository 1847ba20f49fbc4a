import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMap, isScalar, parseDocument } from "yaml";
import { sectionTitle } from "../src/config/section-titles.ts";
import { settingInfo, settingNames } from "../src/config/settings.ts";
import { reportJsonSchema } from "../src/report/report-json-schema.ts";
import { apiPages } from "./api-pages.ts";
import { withDiagram } from "./architecture-diagram.ts";
import { archiveTemplatesModule } from "./archive-templates.ts";
import { configSchemaText } from "./config-schema.ts";
import { listCodes, messagesDocument } from "./messages.ts";
import { replaceMarked } from "./replace-marked.ts";
import { withCodes } from "./report-codes.ts";

// Writes the inputs of action.yml from the table of settings, the tables of docs/settings.md from action.yml,
// docs/comment-migration.schema.json from the same table, docs/report.schema.json from the schema that reports are read with and the codes of messages,
// docs/messages.md from the catalogues of messages, the diagram of docs/architecture.md from the table of parts,
// src/hugo/preview/archive-templates.ts from examples/worker/hugo, and docs/api from the library's types, which
// npm run bundle writes. With --check it
// writes nothing and exits 1 when one is stale.

const actionFile = fileURLToPath(new URL("../action.yml", import.meta.url));
const settingsFile = fileURLToPath(new URL("../docs/settings.md", import.meta.url));
const messagesFile = fileURLToPath(new URL("../docs/messages.md", import.meta.url));
const architectureFile = fileURLToPath(new URL("../docs/architecture.md", import.meta.url));
const apiFile = fileURLToPath(new URL("../docs/api/README.md", import.meta.url));
const apiReportFile = fileURLToPath(new URL("../docs/api/report.md", import.meta.url));
const typesFile = fileURLToPath(new URL("../dist/types/index.d.ts", import.meta.url));
const configSchemaFile = fileURLToPath(
  new URL("../docs/comment-migration.schema.json", import.meta.url),
);
const archiveTemplatesFile = fileURLToPath(
  new URL("../src/hugo/preview/archive-templates.ts", import.meta.url),
);
const schemaFile = fileURLToPath(new URL("../docs/report.schema.json", import.meta.url));

/** The text of docs/report.schema.json. */
export function reportSchemaText(): string {
  return `${JSON.stringify(withCodes(reportJsonSchema(), listCodes()), undefined, 2)}\n`;
}

/**
 * The text of action.yml with the inputs that the settings have. A default here would hide the
 * config file: only what a workflow alone knows has one.
 */
export function actionWithInputs(action: string): string {
  const document = parseDocument(action);
  const inputs = settingNames.map((name) => {
    const { description, inputDefault } = settingInfo(name);
    const byDefault = inputDefault === undefined ? {} : { default: inputDefault };
    return [name, { description, required: false, ...byDefault }];
  });
  const configFile = {
    description: "A YAML file with settings. Default: `comment-migration.yml`, if it is there.",
    required: false,
  };
  const matrixLeg = {
    description:
      "Which job of a matrix it is, so that each has a checkpoint and artifacts of its own. Leave it as it is.",
    required: false,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    default: "${{ toJSON(matrix) }}",
  };
  const others = [
    ["config-file", configFile],
    ["matrix-leg", matrixLeg],
  ];
  document.set("inputs", document.createNode(Object.fromEntries([...inputs, ...others])));
  return document.toString({ lineWidth: 0 });
}

/** The text of docs/settings.md with the tables that action.yml gives. */
export function settingsWithTables(settings: string, action: string): string {
  const document = parseDocument(action);
  return ["inputs", "outputs"].reduce((text, section) => {
    const rows = rowsOf(document.get(section));
    const table = section === "inputs" ? inputTables(rows) : outputTable(rows);
    return replaceMarked(text, section, table);
  }, settings);
}

type DocumentedRow = readonly [name: string, description: string];

/** A table for each title of sections; what is no setting comes last. */
function inputTables(rows: readonly DocumentedRow[]): string {
  const tables = Map.groupBy(rows, ([name]) => {
    const setting = settingNames.find((known) => known === name);
    return setting === undefined ? "Of the action alone" : sectionTitle(setting);
  });
  return [...tables].map(([title, some]) => `\n## ${title}\n\n${inputTable(some)}\n`).join("");
}

function inputTable(rows: readonly DocumentedRow[]): string {
  const lines = rows.map(([name, description]) => {
    const setting = settingNames.find((known) => known === name);
    const { env, file } = setting === undefined ? { env: [], file: [] } : settingInfo(setting);
    const variables = env.map((variable) => `\`${variable}\``).join(", ");
    const key = file.length === 0 ? "" : `\`${file.join(".")}\``;
    return `| \`${name}\` | ${description} | ${variables} | ${key} |`;
  });
  return ["| input | | variable | config file |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

function outputTable(rows: readonly DocumentedRow[]): string {
  const lines = rows.map(([name, description]) => `| \`${name}\` | ${description} |`);
  return ["| output | |", "| --- | --- |", ...lines].join("\n");
}

function rowsOf(section: unknown): readonly DocumentedRow[] {
  if (!isMap(section)) return [];
  return section.items.map(({ key, value }) => [
    isScalar(key) ? String(key.value) : "",
    isMap(value) ? String(value.get("description")) : "",
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = [
    { file: actionFile, write: actionWithInputs },
    {
      file: settingsFile,
      write: (settings: string) => settingsWithTables(settings, readFileSync(actionFile, "utf8")),
    },
    { file: schemaFile, write: reportSchemaText },
    { file: configSchemaFile, write: configSchemaText },
    { file: messagesFile, write: messagesDocument },
    { file: architectureFile, write: withDiagram },
    { file: archiveTemplatesFile, write: archiveTemplatesModule },
    { file: apiFile, write: () => apiPages(readFileSync(typesFile, "utf8")).library },
    { file: apiReportFile, write: () => apiPages(readFileSync(typesFile, "utf8")).report },
  ];
  for (const { file, write } of files) {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const fresh = write(text);
    if (fresh === text) continue;
    if (process.argv.includes("--check")) {
      console.error(`${file} is stale: run npm run document`);
      process.exitCode = 1;
    } else {
      writeFileSync(file, fresh);
    }
  }
}
