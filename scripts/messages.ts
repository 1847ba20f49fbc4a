import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type AnyNode, type Expression, parse } from "acorn";
import { full } from "acorn-walk";
import { transformSync } from "esbuild";
import fastGlob from "fast-glob";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A message of the program's source, as a user can meet it. */
export interface Message {
  readonly code: string;
  /** `…` stands for what only a run knows. */
  readonly message: string;
  readonly remedy: string | undefined;
  /** Undefined for what is thrown. */
  readonly severity: string | undefined;
  /** Relative to the repository. */
  readonly file: string;
}

/** All messages of the source: errors that are made, and findings, by code. */
export function listMessages(): readonly Message[] {
  const files = fastGlob.sync("src/**/*.ts", { cwd: root });
  return files
    .flatMap((file) => messagesIn(file, readFileSync(`${root}${file}`, "utf8")))
    .toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/**
 * What is said of a setting that can't be used, after its name and place: each tells what the setting
 * must be instead.
 */
export function listSettingMessages(): readonly string[] {
  const texts = fastGlob
    .sync("src/{config,shard,shortcode}/**/*.ts", { cwd: root })
    .flatMap((file) => textsIn(readFileSync(`${root}${file}`, "utf8")))
    .filter((text) => /^(?:must|is (?:missing|for|not|no)) ./.test(text));
  return [...new Set(texts)].sort();
}

/** Every text of the source, whatever it is for; `…` stands for what is put into it. */
export function listTexts(): readonly string[] {
  return fastGlob
    .sync("src/**/*.ts", { cwd: root })
    .flatMap((file) => textsIn(readFileSync(`${root}${file}`, "utf8")));
}

/** Why the cache or an artifact could not be used, and what helps. */
export function listStoreMessages(): readonly {
  readonly means: string;
  readonly remedy: string;
}[] {
  const file = "src/action/store-result.ts";
  const found: { means: string; remedy: string }[] = [];
  full(programOf(readFileSync(`${root}${file}`, "utf8")), (node) => {
    const means = propertyOf(node, "means");
    if (means?.type !== "Literal") return;
    const remedy = propertyOf(node, "remedy");
    found.push({
      means: String(means.value),
      remedy: remedy === undefined ? "Nothing needs to be done." : textOf(remedy, new Map()),
    });
  });
  return found;
}

/** docs/messages.md. */
export function messagesDocument(): string {
  const rows = listMessages().map(({ code, message, remedy, severity }) =>
    [
      `\`${code}\``,
      severity ?? "error",
      cell(message),
      cell(remedy === undefined || remedy === "…" ? "It is said with the message." : remedy),
    ].join(" | "),
  );
  return `# Messages

What a run can say, by the code that \`report.json\` has for it, and what to do about it. \`…\` stands for what
only a run knows. An *error* means that comments stay behind; a *warning* that you should look; a *notice* that
all is well.

| code | | message | what to do |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join("\n")}

## Settings

A setting that can't be used is named with its place (input, flag, variable, or file and line), and all at once.
It …

${listSettingMessages()
  .map((text) => `- ${cell(text)}`)
  .join("\n")}

## Cache and artifacts

None of these stops a run or loses anything: the next run finds in the database what was imported.

| The service failed: | what to do |
| --- | --- |
${listStoreMessages()
  .map(({ means, remedy }) => `| ${cell(means)} | ${cell(remedy)} |`)
  .join("\n")}
`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").replaceAll("<", "&lt;").trim();
}

type Constants = ReadonlyMap<string, AnyNode>;

function messagesIn(file: string, source: string): readonly Message[] {
  const program = programOf(source);
  const constants = new Map<string, AnyNode>();
  const messages: Message[] = [];
  full(program, (node) => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init) {
      constants.set(node.id.name, node.init);
    }
  });
  full(program, (node) => {
    const found = thrown(node, constants) ?? ruled(node, constants) ?? fieldsOf(node, constants);
    if (found !== undefined) messages.push({ ...found, file });
  });
  return messages;
}

function programOf(source: string) {
  const { code } = transformSync(source, { loader: "ts", format: "esm", target: "esnext" });
  return parse(code, { ecmaVersion: "latest", sourceType: "module" });
}

function textsIn(source: string): readonly string[] {
  const texts: string[] = [];
  full(programOf(source), (node) => {
    if (node.type === "Literal" && typeof node.value === "string") texts.push(node.value);
    if (node.type === "TemplateLiteral") texts.push(textOf(node, new Map()));
  });
  return texts;
}

type Found = Omit<Message, "file"> | undefined;

/** `new …Error("code", message, { remedy })`. */
function thrown(node: AnyNode, constants: Constants): Found {
  if (node.type !== "NewExpression" || node.callee.type !== "Identifier") return undefined;
  if (!/(?:Error|Failure)$/.test(node.callee.name)) return undefined;
  const [code, message, options] = node.arguments;
  if (code?.type !== "Literal" || message === undefined) return undefined;
  if (!isCode(String(code.value))) return undefined;
  const remedy = options === undefined ? undefined : propertyOf(options, "remedy");
  return {
    code: String(code.value),
    message: textOf(message, constants),
    remedy: remedy === undefined ? undefined : textOf(remedy, constants),
    severity: undefined,
  };
}

/** `rule("code", "severity", eventIds, message, remedy)`, as the validation has it. */
function ruled(node: AnyNode, constants: Constants): Found {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  const [code, severity, , message, remedy] = node.arguments;
  if (node.callee.name !== "rule" || code?.type !== "Literal" || message === undefined) {
    return undefined;
  }
  return {
    code: String(code.value),
    message: textOf(message, constants),
    remedy: remedy === undefined ? undefined : textOf(remedy, constants),
    severity: severity === undefined ? undefined : textOf(severity, constants),
  };
}

/** `{ code: "code", message, remedy, severity }`; some have the words of another program as message. */
function fieldsOf(node: AnyNode, constants: Constants): Found {
  const [code, given, happened, remedy, severity] = [
    "code",
    "message",
    "happened",
    "remedy",
    "severity",
  ].map((name) => propertyOf(node, name));
  if (code?.type !== "Literal" || (given ?? happened ?? remedy) === undefined) return undefined;
  if (!isCode(String(code.value))) return undefined;
  return {
    code: String(code.value),
    message:
      happened === undefined
        ? given === undefined
          ? "…"
          : textOf(given, constants)
        : `The homeserver … ${textOf(happened, constants)}.`,
    remedy: remedy === undefined ? undefined : textOf(remedy, constants),
    severity: severity === undefined ? undefined : textOf(severity, constants),
  };
}

/** Validation libraries have codes of their own, and failures inside the program aren't in kebab-case. */
function isCode(text: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(text);
}

function propertyOf(node: AnyNode, name: string): Expression | undefined {
  if (node.type !== "ObjectExpression") return undefined;
  for (const property of node.properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier") continue;
    if (property.key.name === name) return property.value;
  }
  return undefined;
}

function textOf(node: AnyNode, constants: Constants, depth = 0): string {
  switch (node.type) {
    case "Literal":
      return String(node.value);
    case "TemplateLiteral":
      return node.quasis
        .map(({ value }, index) => {
          const put = node.expressions[index];
          const text = put === undefined ? "" : constantText(put, constants, depth);
          return `${value.cooked ?? ""}${text}`;
        })
        .join("");
    case "BinaryExpression":
      return `${textOf(node.left, constants, depth)}${textOf(node.right, constants, depth)}`;
    case "ConditionalExpression":
      return `${textOf(node.consequent, constants, depth)} / ${textOf(node.alternate, constants, depth)}`;
    case "LogicalExpression":
      return textOf(node.right, constants, depth);
    case "CallExpression": {
      const words = node.arguments.filter((one) => one.type === "Literal");
      return words.length === 0
        ? "…"
        : `… ${words.map(({ value }) => String(value)).join(" … ")} ….`;
    }
    default:
      return constantText(node, constants, depth);
  }
}

/** The text of a constant of the same file; `…` for everything else. */
function constantText(node: AnyNode, constants: Constants, depth: number): string {
  const value = node.type === "Identifier" ? constants.get(node.name) : undefined;
  const isText = value?.type === "Literal" || value?.type === "TemplateLiteral";
  return isText && depth < 3 ? textOf(value, constants, depth + 1) : "…";
}
