import type { Finding, Severity } from "./finding.ts";
import { MigrationError, type MigrationErrorOptions } from "./migration-error.ts";

/** What is put into a message: single values, because lists are joined by whoever knows their order. */
export type MessageParameters = Readonly<Record<string, string | number>>;

// A function of its own parameters is a text only where parameters are compared in both directions, as
// those of methods are.
interface Worded {
  text(parameters: MessageParameters): string;
}
/** A text, or what makes one of its parameters. */
export type MessageText = string | Worded["text"];

/** A message: how much it matters, what it says, and what the user can do about it. */
export interface MessageDefinition {
  /** Of an error that is thrown or of a finding; for a reason of a dry run's judgement, which one. */
  readonly severity: Severity | "caution" | "no-go";
  /** Whole sentences: what is the matter, and where. */
  readonly message: MessageText;
  /** Whole sentences. */
  readonly remedy: MessageText;
  /** For an error that every page would meet, such as a token that is refused. */
  readonly stopsRun?: true;
}

/** Messages by code in kebab-case; a code with several texts has one for each `code/case`. */
type MessageDefinitions<Key extends PropertyKey> = Readonly<Record<Key, MessageDefinition>>;

/** A message with its parameters filled in. */
export interface Message<Weight extends MessageDefinition["severity"]> {
  readonly severity: Weight;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly stopsRun: boolean;
}

/** Why a dry run asks for caution, or says that the migration can't be made. */
interface Reason {
  readonly judgement: "caution" | "no-go";
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

type FindingPlace = Pick<Finding, "pageId" | "location" | "sourceIds">;
type ErrorDetails = Omit<MigrationErrorOptions, "remedy" | "stopsRun">;

/** The parameters that a text is made of; none for one that is always the same. */
export type ParametersOfText<Text> = Text extends (
  parameters: infer P extends MessageParameters,
) => string
  ? P
  : Readonly<Record<never, never>>;
type ParametersOf<D extends MessageDefinition> = ParametersOfText<D["message"]> &
  ParametersOfText<D["remedy"]>;

type KeysOf<Definitions extends MessageDefinitions<keyof Definitions>, Weight> = {
  [Key in keyof Definitions]: Definitions[Key]["severity"] extends Weight ? Key : never;
}[keyof Definitions] &
  string;

/**
 * The messages of a part of the program, and what makes errors, findings and reasons of them:
 *
 *     throw messages.error("file-in-the-way", { path }, { cause });
 *     findings.push(messages.finding("page-skipped", { page }, { pageId }));
 */
export class MessageCatalogue<const Definitions extends MessageDefinitions<keyof Definitions>> {
  readonly definitions: Definitions;

  constructor(definitions: Definitions) {
    this.definitions = definitions;
  }

  /** An error that a user can meet. */
  error<Key extends KeysOf<Definitions, "error">>(
    key: Key,
    parameters: ParametersOf<Definitions[Key]>,
    details: ErrorDetails = {},
  ): MigrationError {
    const { code, message, remedy, stopsRun } = this.words(key, parameters);
    return new MigrationError(code, message, { ...details, remedy, stopsRun });
  }

  /** Something that a person should know. */
  finding<Key extends KeysOf<Definitions, Severity>>(
    key: Key,
    parameters: ParametersOf<Definitions[Key]>,
    place: FindingPlace = {},
  ): Finding {
    const { severity, code, message, remedy } = this.words(key, parameters);
    if (severity === "caution" || severity === "no-go") throw unfit(key);
    return { severity, code, message, remedy, ...place };
  }

  /** A reason of a dry run's judgement. */
  reason<Key extends KeysOf<Definitions, Reason["judgement"]>>(
    key: Key,
    parameters: ParametersOf<Definitions[Key]>,
  ): Reason {
    const { severity, code, message, remedy } = this.words(key, parameters);
    if (severity !== "caution" && severity !== "no-go") throw unfit(key);
    return { judgement: severity, code, message, remedy };
  }

  /** The words alone, for errors of a class of their own. */
  words<Key extends keyof Definitions & string>(
    key: Key,
    parameters: ParametersOf<Definitions[Key]>,
  ): Message<Definitions[Key]["severity"]> {
    const { severity, message, remedy, stopsRun = false } = this.definitions[key];
    return {
      severity,
      code: codeOf(key),
      message: textOf(message, parameters),
      remedy: textOf(remedy, parameters),
      stopsRun,
    };
  }
}

/** The catalogue of a part of the program; its codes are in no other one. */
export function defineMessages<const Definitions extends MessageDefinitions<keyof Definitions>>(
  definitions: Definitions,
): MessageCatalogue<Definitions> {
  return new MessageCatalogue(definitions);
}

/** The code of a message, which several `code/case` may share. */
export function codeOf(key: string): string {
  return key.split("/")[0] ?? key;
}

/** The text of a message with these parameters. */
export function textOf(text: MessageText, parameters: MessageParameters): string {
  return typeof text === "string" ? text : text(parameters);
}

/** For what the types already rule out. */
function unfit(key: string): Error {
  return new Error(`the message ${key} is of another severity`);
}
