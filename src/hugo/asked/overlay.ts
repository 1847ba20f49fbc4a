import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type MarkToken, withMarks } from "./mark.ts";
import type { MountedFolder, ProjectMount } from "./site-setup.ts";

/** What is laid over a site for one build, so that Hugo says what is asked. */
interface Overlay {
  readonly mounts: readonly ProjectMount[];
  /** Templates of the shortcodes to mark, by their path below the layouts folder. */
  readonly shortcodes: ReadonlyMap<string, string>;
  readonly version: string;
  readonly markToken: MarkToken;
  /** Those segments of the site that are built; all of it where there are none. */
  readonly renderSegments: readonly string[];
  readonly additions?: OverlayAdditions | undefined;
}

/** What a build gets beside the index of its pages. */
export interface OverlayAdditions {
  /** Templates by their path below the layouts folder. */
  readonly layouts: ReadonlyMap<string, string>;
  readonly mounts: readonly MountedFolder[];
  /** Logical paths of content that is built whatever segments of the site are. */
  readonly paths: readonly string[];
}

/** Name of the page on which Hugo prints the index, and of all else that is ours. */
export const indexName = "comment-migration-index";

/** The output format of pages that only this program reads. */
export const ownFormat = "commentmigration";

/**
 * Writes an overlay into a folder.
 * @returns absolute path of the configuration to give to Hugo after the site's own
 * Source: https://gohugo.io/configuration/module/#mounts; of two files in one place, Hugo takes the
 * first mount's, and older versions the last one's templates.
 */
export async function writeOverlay(dir: string, overlay: Overlay): Promise<string> {
  const layouts = ["first", "last"].map((name) => join(dir, name));
  for (const folder of layouts) {
    const templates = new Map([
      [`${indexName}/single.${ownFormat}.json`, indexTemplate(overlay.version)],
      ...(overlay.additions?.layouts ?? []),
      ...[...overlay.shortcodes].map(
        ([path, text]) => [path, withMarks(text, overlay.markToken)] as const,
      ),
    ]);
    for (const [path, text] of templates) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  }
  const page = join(dir, `${indexName}.md`);
  await writeFile(page, unlistedPage(indexName, overlay.version));
  const mount = (source: string, target: string) => ({ source, target });
  const [first = "", last = ""] = layouts;
  const config = {
    outputFormats: {
      [ownFormat]: { mediaType: "application/json", isPlainText: true, notAlternative: true },
    },
    // It would take the marks for comments that nobody needs.
    minify: { minifyOutput: false },
    // An alias may be written in the place of another page. Readers of a preview follow them.
    ...(overlay.additions === undefined ? { disableAliases: true } : {}),
    ...segments(overlay),
    module: {
      mounts: [
        mount(first, "layouts"),
        ...overlay.mounts,
        mount(last, "layouts"),
        mount(page, `content/${indexName}.md`),
        ...(overlay.additions?.mounts ?? []),
      ],
    },
  };
  const file = join(dir, "overlay.json");
  await writeFile(file, JSON.stringify(config));
  return file;
}

/** Source: https://gohugo.io/configuration/segments/ */
function segments({ renderSegments, additions }: Overlay) {
  if (renderSegments.length === 0) return {};
  const paths = [`/${indexName}`, ...(additions?.paths ?? [])];
  return {
    segments: { [indexName]: { includes: paths.map((path) => ({ path })) } },
    renderSegments: [...renderSegments, indexName],
  };
}

/**
 * Content of a page of ours that is in no list, of the type and at the address of its name.
 * Source: https://gohugo.io/content-management/build-options/
 */
export function unlistedPage(name: string, version: string, address = `/${name}/`): string {
  return JSON.stringify({
    title: name,
    type: name,
    layout: "single",
    outputs: [ownFormat],
    url: address,
    draft: false,
    date: "2000-01-01",
    publishDate: "2000-01-01",
    expiryDate: "9999-01-01",
    aliases: [],
    [isAtLeast(version, 145) ? "build" : "_build"]: {
      list: "never",
      render: "always",
      publishResources: false,
    },
  }).concat('\n\n<b id="html"></b>\n');
}

/**
 * Prints a line about itself, a line of HTML that was written in Markdown, and a line for each page of
 * all languages, versions and roles.
 */
function indexTemplate(version: string): string {
  const sites = isAtLeast(version, 156) ? "hugo.Sites" : ".Sites";
  return `{{ dict "language" .Language.Lang "permalink" .Permalink "base" .Site.BaseURL | jsonify }}
{{ replace .Content "\\n" "" }}
{{ range ${sites} }}{{ $base := .BaseURL }}{{ range .Pages -}}
{{ $forms := slice }}{{ range .OutputFormats }}{{ if in (slice "text/html" "application/xhtml+xml") .MediaType.Type }}{{ $forms = $forms | append (dict "id" .RelPermalink "permalink" .Permalink) }}{{ end }}{{ end -}}
{{ $file := "" }}{{ with .File }}{{ $file = .Filename }}{{ end -}}
{{ dict "forms" $forms "title" (string .Title) "date" .Date "language" .Language.Lang "translation" .TranslationKey "file" $file "aliases" .Aliases "base" $base | jsonify }}
{{ end }}{{ end }}
`;
}

/** @param minor of Hugo's version 0.<minor> */
function isAtLeast(version: string, minor: number): boolean {
  const [major = 0, own = 0] = version.split(".").map(Number);
  return major > 0 || own >= minor;
}
