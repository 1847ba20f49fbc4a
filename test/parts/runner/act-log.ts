import { z } from "zod";

const schema = z.object({
  msg: z.string(),
  step: z.string().default(""),
  stage: z.enum(["Pre", "Main", "Post"]).optional(),
  stepResult: z.string().optional(),
  command: z.string().optional(),
  /** Message of `error`, `warning`, `notice`; value of `set-output`. */
  arg: z.string().default(""),
  /** Properties of `error`, `warning`, `notice`. */
  kvPairs: z.record(z.string(), z.string()).default({}),
  /** Name of `set-output`. */
  name: z.string().default(""),
  /** Markdown of `summary`. */
  content: z.string().default(""),
});

/** How one stage of a step ended. */
interface ActStep {
  /** The step's name, or what it uses, such as `./`. */
  readonly name: string;
  readonly stage: "Pre" | "Main" | "Post";
  readonly result: string;
}

/** An annotation that a step made; act knows no limits. */
interface ActAnnotation {
  readonly severity: "error" | "warning" | "notice";
  readonly message: string;
  /** `file`, `line`, `title` and so on, as the step wrote them. */
  readonly properties: Readonly<Record<string, string>>;
}

/** What a run of act says of itself. */
export interface ActLog {
  /** What the steps wrote, and act's own messages. */
  readonly text: string;
  readonly steps: readonly ActStep[];
  /** Markdown of each summary, in the order of the steps. */
  readonly summaries: readonly string[];
  readonly annotations: readonly ActAnnotation[];
  /** Outputs of all steps; a later step's value replaces that of an earlier one. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Reads the lines that act writes with `--json`. */
export function parseActLog(lines: readonly string[]): ActLog {
  const entries = lines.map((line) => schema.parse(JSON.parse(line)));
  return {
    text: entries.map(({ msg }) => msg.trimEnd()).join("\n"),
    steps: entries.flatMap(({ step: name, stage, stepResult: result }) =>
      stage === undefined || result === undefined ? [] : [{ name, stage, result }],
    ),
    summaries: entries.flatMap((entry) => (entry.command === "summary" ? [entry.content] : [])),
    annotations: entries.flatMap(({ command, arg, kvPairs }) =>
      command === "error" || command === "warning" || command === "notice"
        ? [{ severity: command, message: arg, properties: kvPairs }]
        : [],
    ),
    outputs: Object.fromEntries(
      entries.flatMap(({ command, name, arg }) => (command === "set-output" ? [[name, arg]] : [])),
    ),
  };
}
