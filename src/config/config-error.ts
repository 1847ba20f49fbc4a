import { MigrationError } from "../domain/migration-error.ts";
import { configMessages } from "./messages.ts";

/** One fault in the configuration. */
export interface ConfigProblem {
  /** `input site-name`, `environment variable X`, or `config.yml:12 (hugo.content_dir)`. */
  readonly where: string;
  readonly message: string;
}

/** The configuration can't be used; the message lists every fault. */
export class ConfigError extends MigrationError {
  override readonly name = "ConfigError";
  readonly problems: readonly ConfigProblem[];
  /** Those of the problems that are none where the site's pages, which were not read, say it. */
  readonly unsaid: readonly ConfigProblem[];

  constructor(faults: readonly ConfigProblem[], unsaid: readonly ConfigProblem[] = []) {
    const problems = [...faults, ...unsaid];
    const list = problems.map(({ where, message }) => `- ${where}: ${message}`).join("\n");
    const { code, message, remedy } = configMessages.words("invalid-config", { problems: list });
    super(code, message, { remedy });
    this.problems = problems;
    this.unsaid = unsaid;
  }
}
