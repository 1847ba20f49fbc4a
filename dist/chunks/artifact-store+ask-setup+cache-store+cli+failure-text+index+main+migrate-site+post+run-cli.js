import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;

// src/domain/migration-error.ts
var MigrationError = class extends Error {
  name = "MigrationError";
  /** Stable name of the failure, in kebab-case. */
  code;
  remedy;
  location;
  /** Whether every page would meet the same, so that it makes no sense to go on. */
  stopsRun;
  constructor(code, message, options = {}) {
    super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
    this.location = options.location;
    this.stopsRun = options.stopsRun ?? false;
  }
};
function isOfWholeRun(error) {
  return error instanceof MigrationError && error.stopsRun;
}

// src/domain/message-catalogue.ts
var MessageCatalogue = class {
  definitions;
  constructor(definitions) {
    this.definitions = definitions;
  }
  /** An error that a user can meet. */
  error(key, parameters, details = {}) {
    const { code, message, remedy, stopsRun } = this.words(key, parameters);
    return new MigrationError(code, message, { ...details, remedy, stopsRun });
  }
  /** Something that a person should know. */
  finding(key, parameters, place = {}) {
    const { severity, code, message, remedy } = this.words(key, parameters);
    if (severity === "caution" || severity === "no-go") throw unfit(key);
    return { severity, code, message, remedy, ...place };
  }
  /** A reason of a dry run's judgement. */
  reason(key, parameters) {
    const { severity, code, message, remedy } = this.words(key, parameters);
    if (severity !== "caution" && severity !== "no-go") throw unfit(key);
    return { judgement: severity, code, message, remedy };
  }
  /** The words alone, for errors of a class of their own. */
  words(key, parameters) {
    const { severity, message, remedy, stopsRun = false } = this.definitions[key];
    return {
      severity,
      code: codeOf(key),
      message: textOf(message, parameters),
      remedy: textOf(remedy, parameters),
      stopsRun
    };
  }
};
function defineMessages(definitions) {
  return new MessageCatalogue(definitions);
}
function codeOf(key) {
  return key.split("/")[0] ?? key;
}
function textOf(text, parameters) {
  return typeof text === "string" ? text : text(parameters);
}
function unfit(key) {
  return new Error(`the message ${key} is of another severity`);
}

export {
  MigrationError,
  isOfWholeRun,
  defineMessages,
  textOf
};
