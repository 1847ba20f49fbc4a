import type { Finding } from "../domain/finding.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { ConfigSources } from "./config-sources.ts";

/** Where settings were given. */
export interface GivenSettings {
  readonly inputsAre: ConfigSources["inputsAre"];
  /** Of each setting that was given, by its name: `environment variable D1_MODE`. */
  readonly places: ReadonlyMap<string, string>;
}

/** What comes of a source's settings when the site's pages were asked for the rest. */
export interface CompletedSource<Source, Name extends string> {
  /** To be used only where nothing is unsaid and nothing a problem. */
  readonly source: Source;
  /** Settings that must be known and are not, each with what to say of it. */
  readonly unsaid: readonly (readonly [Name, string])[];
  readonly problems: readonly ConfigProblem[];
  readonly findings: readonly Finding[];
}
