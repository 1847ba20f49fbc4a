import type { AnyNode } from "acorn";
import { fullAncestor } from "acorn-walk";
import { cactusProblems } from "../src/config/cactus-problems.ts";
import { settingProblems } from "../src/config/setting-problems.ts";
import { catalogueMessages, withParameterNames } from "./message-catalogues.ts";
import type { ReportCodes } from "./report-codes.ts";
import {
  callsOf,
  oneOf,
  propertyOf,
  readSourceFiles,
  type Scope,
  type SourceFile,
  textOf,
} from "./source-texts.ts";

/** A message of the program's source, as a user can meet it. */
export interface Message {
  readonly code: string;
  /** `‹name›` stands for what only a run knows; `…` in what no catalogue has yet. */
  readonly message: string;
  readonly remedy: string | undefined;
  /** Undefined for what is thrown, where no catalogue has it yet. */
  readonly severity: string | undefined;
  /** Relative to the repository. */
  readonly file: string;
}

/**
 * All messages by code: those of the catalogues, and those that are still where they are made, which
 * are read from the source.
 */
export function listMessages(): readonly Message[] {
  const files = readSourceFiles("src/**/*.ts");
  const found = files.flatMap((file) => messagesIn(file, files));
  const byDefault = found.flatMap(({ message, isDefault }) => (isDefault ? [message ?? ""] : []));
  const elsewhere = found.map(({ isDefault: _, ...one }) => ({
    ...one,
    message: one.message ?? oneOf(byDefault),
  }));
  return [...catalogueMessages, ...elsewhere].toSorted((a, b) =>
    a.code < b.code ? -1 : a.code > b.code ? 1 : 0,
  );
}

/** The codes of all messages, each once, in the order of the alphabet. */
export function listCodes(): ReportCodes {
  const isReason = ({ severity }: Message) => severity === "caution" || severity === "no-go";
  const codesOf = (messages: readonly Message[]) => [...new Set(messages.map(({ code }) => code))];
  const messages = listMessages();
  return {
    problems: codesOf(messages.filter((one) => !isReason(one))),
    areAll: messages.length === catalogueMessages.length,
    reasons: codesOf(messages.filter(isReason)),
  };
}

/** What is reported about a setting that can't be used, after its name and place. */
export function listSettingMessages(): readonly string[] {
  const problems = [...Object.values(settingProblems), ...Object.values(cactusProblems)];
  return problems.map(withParameterNames).sort();
}

/** docs/messages.md. */
export function messagesDocument(): string {
  const rows = listMessages().map(({ code, message, remedy, severity }) =>
    [`\`${code}\``, severity ?? "error", cell(message), cell(remedy ?? "")].join(" | "),
  );
  return `# Messages

What a run can report, by the code in \`report.json\`, and what to do about it. \`‹name›\` and \`…\` stand for what
only the run knows, and \`/\` separates alternatives. An *error* means that comments were not moved, a *warning* that
you should take a look, a *notice* that everything is fine.

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
