import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;

// src/comment/migration-error.ts
var MigrationError = class extends Error {
  name = "MigrationError";
  /** Stable name of the failure, in kebab-case. */
  code;
  remedy;
  location;
  constructor(code, message, options = {}) {
    super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
    this.location = options.location;
  }
};

export {
  MigrationError
};
