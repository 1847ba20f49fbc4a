import { z } from "zod";
import type { CompletedSource } from "./completed-source.ts";
import { optional, setting } from "./setting.ts";
import { settingProblems } from "./setting-problems.ts";
import { text, words } from "./value-types.ts";

/** The settings of all sources that are read from files. */
export const exportSection = z.object({
  files: setting("source-file", optional(words(settingProblems.paths)), {
    env: ["COMMENTS_SOURCE_FILE"],
    key: "files",
    description:
      "The file with the exported comments, as it was downloaded (packed by gzip or not), or several, separated by commas; `*` and `**` stand for any names. Of a comment that several files have, the last one counts, so a newer export follows an older one. Required unless `source` is `cactus` or `github`.",
    path: "places",
  }),
  site: setting("source-site", optional(text()), {
    env: ["COMMENTS_SOURCE_SITE"],
    key: "site",
    description:
      "The site's name in the exported comments (a Disqus short name, a remark42 site id), where they are of several sites, or name none and you move several. Default: the only one.",
  }),
});

type ExportSettings = Readonly<z.output<typeof exportSection>>;

/** Comments in files that a comment system exported. */
export interface ExportSource<Kind extends string> {
  readonly kind: Kind;
  /** Absolute paths or patterns, with `/`; at least one. */
  readonly files: readonly string[];
  /** Undefined for the only one; known when the files have been read. */
  readonly site: string | undefined;
}

/** A kind of source that is read from files: what it needs of the settings. */
export function exportKind<const Kind extends string>(kind: Kind) {
  return {
    section: exportSection,
    needed: (isGiven: (name: "source-file") => boolean): readonly ["source-file", string][] =>
      isGiven("source-file") ? [] : [["source-file", settingProblems.sourceFileMissing({ kind })]],
    unsaid: (): readonly ["source-file", string][] => [],
    complete: ({
      export: { files = [], site },
    }: {
      readonly export: ExportSettings;
    }): CompletedSource<ExportSource<Kind>, "source-file"> => ({
      source: { kind, files, site },
      unsaid: [],
      problems: [],
      findings: [],
    }),
  };
}
