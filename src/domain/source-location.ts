/** A place in a text file: path relative to the repository's root with `/`, line counted from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
}
