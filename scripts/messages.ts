import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type AnyNode,
  type ArrowFunctionExpression,
  type Expression,
  type FunctionDeclaration,
  type FunctionExpression,
  type Pattern,
  type Program,
  parse,
} from "acorn";
import { full, fullAncestor } from "acorn-walk";
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
  const sources = fastGlob.sync("src/**/*.ts", { cwd: root }).map(sourceFile);
  const properties = (name: string) => sources.flatMap((one) => propertyTexts(name, one));
  const files = sources.map((one) => ({ ...one, scope: { ...one.scope, properties } }));
  const found = files.flatMap((file) => messagesIn(file, files));
  const byDefault = found.flatMap(({ message, isDefault }) => (isDefault ? [message ?? ""] : []));
  return found
    .map(({ isDefault: _, ...one }) => ({ ...one, message: one.message ?? oneOf(byDefault) }))
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
      remedy: remedy === undefined ? "Nothing needs to be done." : textOf(remedy, emptyScope),
    });
  });
  return found;
}

/** docs/messages.md. */
export function messagesDocument(): string {
  const rows = listMessages().map(({ code, message, remedy, severity }) =>
    [`\`${code}\``, severity ?? "error", cell(message), cell(remedy ?? "")].join(" | "),
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

/** What texts of a file can be made of. */
interface Scope {
  readonly constants: ReadonlyMap<string, AnyNode>;
  readonly functions: ReadonlyMap<string, AnyFunction>;
  /** Texts that were handed to the function that is looked at. */
  readonly given: ReadonlyMap<string, string>;
  /** See {@link propertyTexts}, of the whole source. */
  readonly properties: (name: string) => readonly string[];
}

type AnyFunction = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

interface SourceFile {
  readonly file: string;
  readonly program: Program;
  readonly scope: Scope;
}

function sourceFile(file: string): SourceFile {
  const program = programOf(readFileSync(`${root}${file}`, "utf8"));
  const constants = new Map<string, AnyNode>();
  const functions = new Map<string, AnyFunction>();
  full(program, (node) => {
    if (node.type === "FunctionDeclaration" && node.id) functions.set(node.id.name, node);
    if (node.type !== "VariableDeclarator" || node.id.type !== "Identifier" || !node.init) return;
    constants.set(node.id.name, node.init);
    if (node.init.type === "ArrowFunctionExpression") functions.set(node.id.name, node.init);
  });
  return { file, program, scope: { constants, functions, given: new Map(), properties: () => [] } };
}

function messagesIn({ file, program, scope }: SourceFile, all: readonly SourceFile[]) {
  const messages: (Found & Pick<Message, "file">)[] = [];
  fullAncestor(program, (node, _, ancestors) => {
    const seen = new Set<string>();
    for (const given of callsOf(node, ancestors, scope, all)) {
      const within = { ...scope, given };
      const found = thrown(node, within) ?? ruled(node, within) ?? fieldsOf(node, within);
      if (found === undefined || seen.has(JSON.stringify(found))) continue;
      seen.add(JSON.stringify(found));
      messages.push({ ...found, file });
    }
  });
  return messages;
}

/**
 * A function that is handed its message or remedy says another one for each of its calls; what they
 * hand to it, by the names of its parameters. One without anything for all other nodes.
 */
function callsOf(
  node: AnyNode,
  ancestors: readonly AnyNode[],
  { functions }: Scope,
  all: readonly SourceFile[],
): readonly ReadonlyMap<string, string>[] {
  const options = node.type === "NewExpression" ? node.arguments : [node];
  const handed = options.flatMap((one) =>
    ["message", "remedy"].flatMap((name) => {
      const value = propertyOf(one, name);
      return value?.type === "Identifier" ? [value.name] : [];
    }),
  );
  const [name, own] =
    [...functions].findLast(
      ([, one]) =>
        ancestors.includes(one) && handed.some((text) => parameters(one.params).includes(text)),
    ) ?? [];
  if (name === undefined || own === undefined) return [new Map()];
  const calls: ReadonlyMap<string, string>[] = [];
  for (const { program, scope } of all) {
    if ((scope.functions.get(name) ?? own) !== own) continue;
    full(program, (call) => {
      if (call.type !== "CallExpression" || call.callee.type !== "Identifier") return;
      if (call.callee.name === name) calls.push(handedTo(own, call.arguments, scope));
    });
  }
  return calls;
}

function parameters(params: readonly Pattern[]): readonly string[] {
  return params.flatMap((param) => {
    if (param.type === "Identifier") return [param.name];
    if (param.type !== "ObjectPattern") return [];
    return param.properties.flatMap((one) =>
      one.type === "Property" && one.key.type === "Identifier" ? [one.key.name] : [],
    );
  });
}

/** The texts of a call's arguments, by the names of the parameters. */
function handedTo(
  { params }: AnyFunction,
  handed: readonly AnyNode[],
  scope: Scope,
  depth = 0,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [index, param] of params.entries()) {
    const value = handed[index];
    for (const name of parameters([param])) {
      const part =
        param.type === "Identifier" || value === undefined ? value : propertyOf(value, name);
      texts.set(name, part === undefined ? "…" : textOf(part, scope, depth + 1));
    }
  }
  return texts;
}

/** The sentences that properties of this name hold: names of tables and the like are left out. */
function propertyTexts(name: string, { program, scope }: SourceFile): readonly string[] {
  const texts: string[] = [];
  full(program, (node) => {
    const value = propertyOf(node, name);
    if (value !== undefined && isText(value)) texts.push(textOf(value, scope));
  });
  return texts.filter((text) => /^[A-Z].* .*\.$/s.test(text));
}

function programOf(source: string) {
  const { code } = transformSync(source, { loader: "ts", format: "esm", target: "esnext" });
  return parse(code, { ecmaVersion: "latest", sourceType: "module" });
}

function textsIn(source: string): readonly string[] {
  const texts: string[] = [];
  full(programOf(source), (node) => {
    if (node.type === "Literal" && typeof node.value === "string") texts.push(node.value);
    if (node.type === "TemplateLiteral") texts.push(textOf(node, emptyScope));
  });
  return texts;
}

interface Found extends Omit<Message, "file" | "message"> {
  /** Undefined where an error by default, made with this code instead of its own, says it. */
  readonly message: string | undefined;
  readonly isDefault?: boolean;
}

/** `new …Error("code", message, { remedy })`, or `kind?.code ?? "code"` in place of the code. */
function thrown(node: AnyNode, scope: Scope): Found | undefined {
  if (node.type !== "NewExpression" || node.callee.type !== "Identifier") return undefined;
  if (!/(?:Error|Failure)$/.test(node.callee.name)) return undefined;
  const [given, message, options] = node.arguments;
  const isDefault = given?.type === "LogicalExpression";
  const code = isDefault ? given.right : given;
  if (code?.type !== "Literal" || message === undefined) return undefined;
  if (!isCode(String(code.value))) return undefined;
  const remedy = options === undefined ? undefined : propertyOf(options, "remedy");
  return {
    code: String(code.value),
    message: textOf(message, scope),
    remedy: remedy === undefined ? undefined : textOf(remedy, scope),
    severity: undefined,
    isDefault,
  };
}

/** `rule("code", "severity", eventIds, message, remedy)`, as the validation has it. */
function ruled(node: AnyNode, scope: Scope): Found | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  const [code, severity, , message, remedy] = node.arguments;
  if (node.callee.name !== "rule" || code?.type !== "Literal" || message === undefined) {
    return undefined;
  }
  return {
    code: String(code.value),
    message: textOf(message, scope),
    remedy: remedy === undefined ? undefined : textOf(remedy, scope),
    severity: severity === undefined ? undefined : textOf(severity, scope),
  };
}

/** `{ code: "code", message, remedy, severity }`; some have the words of another program as message. */
function fieldsOf(node: AnyNode, scope: Scope): Found | undefined {
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
          ? undefined
          : textOf(given, scope)
        : `The homeserver … ${textOf(happened, scope)}.`,
    remedy: remedy === undefined ? undefined : textOf(remedy, scope),
    severity: severity === undefined ? undefined : textOf(severity, scope),
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

const emptyScope: Scope = {
  constants: new Map(),
  functions: new Map(),
  given: new Map(),
  properties: () => [],
};
const deepest = 3;

/** `…` stands for what can't be told from the source, and ` / ` between what it can be. */
function textOf(node: AnyNode, scope: Scope, depth = 0): string {
  if (depth > deepest) return "…";
  switch (node.type) {
    case "Literal":
      return String(node.value);
    case "TemplateLiteral":
      return node.quasis
        .map(({ value }, index) => {
          const put = node.expressions[index];
          const text = put === undefined ? "" : partText(put, scope, depth);
          return `${value.cooked ?? ""}${text}`;
        })
        .join("");
    case "BinaryExpression":
      return `${textOf(node.left, scope, depth)}${textOf(node.right, scope, depth)}`;
    case "ConditionalExpression":
      return oneOf([textOf(node.consequent, scope, depth), textOf(node.alternate, scope, depth)]);
    case "LogicalExpression":
      return textOf(node.right, scope, depth);
    case "CallExpression": {
      const { callee } = node;
      const called = callee.type === "Identifier" ? scope.functions.get(callee.name) : undefined;
      if (called === undefined) return "…";
      const given = handedTo(called, node.arguments, scope, depth);
      return oneOf(returnsOf(called).map((one) => textOf(one, { ...scope, given }, depth + 1)));
    }
    case "MemberExpression":
      return node.property.type === "Identifier" && node.property.name !== "message"
        ? oneOf(scope.properties(node.property.name))
        : "…";
    default:
      return partText(node, scope, depth);
  }
}

/** The text of a name, or of a choice; `…` for everything else that can stand within a text. */
function partText(node: AnyNode, scope: Scope, depth: number): string {
  if (node.type === "ConditionalExpression") return textOf(node, scope, depth + 1);
  if (node.type !== "Identifier") return "…";
  const value = scope.constants.get(node.name);
  const constant = value !== undefined && isText(value) ? textOf(value, scope, depth + 1) : "…";
  return scope.given.get(node.name) ?? constant;
}

function isText({ type }: AnyNode): boolean {
  return ["Literal", "TemplateLiteral", "ConditionalExpression"].includes(type);
}

function oneOf(texts: readonly string[]): string {
  const all = new Set(texts.filter((text) => text !== ""));
  return all.size === 0 ? "…" : [...all].join(" / ");
}

/** What a function can give back, where that is a text. */
function returnsOf({ body }: AnyFunction): readonly AnyNode[] {
  if (body.type !== "BlockStatement") return [body];
  const returns: AnyNode[] = [];
  full(body, (node) => {
    if (node.type === "ReturnStatement" && node.argument && isText(node.argument)) {
      returns.push(node.argument);
    }
  });
  return returns;
}
