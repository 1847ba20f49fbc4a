import type { SourceLocation } from "./source-location.ts";

/** How much a finding matters: an error means that comments were not moved. */
export type Severity = "error" | "warning" | "notice";

/** Something that a person should know: shown in the report and, with a location, as an annotation. */
export interface Finding {
  readonly severity: Severity;
  /** Stable name of the rule, in kebab-case. */
  readonly code: string;
  /** One plain sentence: what is the matter, and where. */
  readonly message: string;
  /** What the user can do about it. */
  readonly remedy?: string;
  readonly pageId?: string;
  readonly location?: SourceLocation;
  /** The comments that it is about, where it is about some. */
  readonly sourceIds?: readonly string[];
  /** Whether the baseline has it; absent where there is no baseline. */
  readonly known?: boolean;
}
