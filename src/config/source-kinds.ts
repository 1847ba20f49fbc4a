import { z } from "zod";
import { type CactusSource, cactus } from "./cactus.ts";
import { type ExportSource, exportKind, exportSection } from "./export-kind.ts";
import { type GithubSource, github } from "./github.ts";
import { setting } from "./setting.ts";
import { choice } from "./value-types.ts";

/** Systems whose comments are read from files. */
type ExportKind =
  | "artrans"
  | "commento"
  | "disqus"
  | "isso"
  | "remark42"
  | "staticman"
  | "wordpress";

/**
 * Where comments can be now: for each kind of source its section of settings, with what completes
 * them. A kind is one line here; a table of what works with sources, typed by the `kind` of
 * {@link SourceConfig}, does not compile without it.
 */
export const sourceKinds = {
  cactus,
  disqus: exportKind("disqus"),
  github,
  wordpress: exportKind("wordpress"),
  artrans: exportKind("artrans"),
  remark42: exportKind("remark42"),
  isso: exportKind("isso"),
  commento: exportKind("commento"),
  staticman: exportKind("staticman"),
} as const satisfies Readonly<Record<SourceConfig["kind"], object>>;

/** Where a site's comments are now, completely known. */
export type SourceConfig = CactusSource | GithubSource | ExportSource<ExportKind>;

/** Names of the kinds, the first of which is the default. */
const sourceNames = z.enum(
  Object.keys(sourceKinds).filter((name): name is keyof typeof sourceKinds => name in sourceKinds),
);

/** All kinds of sources, in the order of the documents. */
export const sourceKindNames = sourceNames.options;

/** Whether a source is read from files that somebody exported. */
export function readsFiles(kind: SourceConfig["kind"]): boolean {
  return sourceKinds[kind].section === exportSection;
}

/** The setting that chooses among the kinds. */
export const sourceSettings = {
  kind: setting("source", choice(sourceNames.options).default("cactus"), {
    env: ["COMMENTS_SOURCE"],
    description:
      "Where the comments are now: `cactus` for Cactus Comments, in rooms of a Matrix homeserver; `disqus` for a file exported from Disqus; `github` for giscus, utterances and Gitalk, in discussions or issues; `wordpress` for an export of WordPress (WXR); `artrans` for one of Artalk or its converters; `remark42` for a backup; `isso` for its database or its JSON; `commento` for an export of Commento or Comentario; `staticman` for data files of the site itself.",
  }),
};
