/** A message that a run shows beside its log, at a place in a file if it names one. */
export interface Annotation {
  readonly severity: Severity;
  readonly message: string;
  readonly title: string | undefined;
  /** Relative to the repository. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly endLine: number | undefined;
  readonly column: number | undefined;
  readonly endColumn: number | undefined;
}

/** Lines of the log that can be folded. */
export interface LogGroup {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What a runner makes of the output of a step. */
export interface StepLog {
  /** All annotations, those included that are too many to be shown. */
  readonly annotations: readonly Annotation[];
  readonly groups: readonly LogGroup[];
  /** Values that the step asked to mask. */
  readonly masks: readonly string[];
  /** The log as people see it: commands carried out, secrets replaced by `***`. */
  readonly text: string;
}

const severities = ["error", "warning", "notice"] as const;
type Severity = (typeof severities)[number];

interface Command {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly message: string;
}

const perSeverity = 10;

/**
 * The annotations that a step may show: ten of each severity.
 * Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
 */
export function shownAnnotations(annotations: readonly Annotation[]): readonly Annotation[] {
  return severities.flatMap((severity) =>
    annotations.filter((one) => one.severity === severity).slice(0, perSeverity),
  );
}

/**
 * Carries out the workflow commands in the lines of a step.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function readStepLog(lines: readonly string[], secrets: readonly string[]): StepLog {
  const annotations: Annotation[] = [];
  const groups: { title: string; lines: string[] }[] = [];
  const masks: string[] = [];
  const shown: string[] = [];
  let openGroup: { title: string; lines: string[] } | undefined;
  let resumeToken: string | undefined;

  for (const line of lines) {
    const command = parseCommand(line);
    if (resumeToken !== undefined) {
      if (command?.name === resumeToken) resumeToken = undefined;
      else shown.push(line);
      continue;
    }
    const severity = severities.find((one) => one === command?.name);
    if (command !== undefined && severity !== undefined) {
      annotations.push(annotationOf(severity, command));
      shown.push(`##[${severity}]${command.message}`);
    } else if (command?.name === "group") {
      openGroup = { title: command.message, lines: [] };
      groups.push(openGroup);
      shown.push(`##[group]${command.message}`);
    } else if (command?.name === "endgroup") {
      openGroup = undefined;
      shown.push("##[endgroup]");
    } else if (command?.name === "add-mask") {
      masks.push(command.message);
    } else if (command?.name === "stop-commands") {
      resumeToken = command.message;
    } else if (command?.name !== "debug") {
      openGroup?.lines.push(line);
      shown.push(line);
    }
  }
  return { annotations, groups, masks, text: masked(shown.join("\n"), [...masks, ...secrets]) };
}

/** Replaces secrets, and each line of those of several lines, by `***`. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, ...secret.split(/\r?\n/)])
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((result, secret) => result.replaceAll(secret, "***"), text);
}

function parseCommand(line: string): Command | undefined {
  const [, name, properties = "", message] =
    /^\s*::([^\s:]+)(?:\s+((?:(?!::).)*))?::(.*)$/s.exec(line) ?? [];
  if (name === undefined || message === undefined) return undefined;
  return {
    name,
    message: unescaped(message),
    properties: new Map(
      properties
        .split(",")
        .map((property) => property.trim().split("="))
        .map(([key = "", ...value]) => [key, unescapedProperty(value.join("="))]),
    ),
  };
}

function annotationOf(severity: Severity, { properties, message }: Command): Annotation {
  const number = (name: string): number | undefined => {
    const value = properties.get(name);
    return value === undefined ? undefined : Number(value);
  };
  return {
    severity,
    message,
    title: properties.get("title"),
    file: properties.get("file"),
    line: number("line"),
    endLine: number("endLine"),
    column: number("col"),
    endColumn: number("endColumn"),
  };
}

function unescaped(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapedProperty(text: string): string {
  return unescaped(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
}
