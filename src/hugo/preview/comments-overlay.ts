import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { z } from "zod";
import { type OverlayAdditions, ownFormat, unlistedPage } from "../asked/overlay.ts";
import { archiveTemplates } from "./archive-templates.ts";

/** Name of the pages on which Hugo prints the comments. */
export const commentsName = "comment-migration-comments";
/** Folder of what renders the comments, which must not meet what the site has of that name. */
const ownFolder = "comment-migration";

/** What a site shows its comments with. */
interface ShownArchive {
  /** Texts of its files, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** Codes of the site's languages; empty where they are not known. */
  readonly languages: readonly string[];
  /** Of Hugo. */
  readonly version: string;
}

/**
 * Writes into a folder what has Hugo render each page's archived comments, in each language of the
 * site, on pages that only {@link readRendered} reads.
 */
export async function writeCommentsOverlay(
  dir: string,
  { files, languages, version }: ShownArchive,
): Promise<OverlayAdditions> {
  const write = async (path: string, text: string) => {
    const file = join(dir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  for (const [name, text] of files) await write(join("data", ownFolder, name), text);
  const layouts = new Map([[`${commentsName}/single.${ownFormat}.json`, renderedComments]]);
  for (const [path, text] of archiveTemplates) {
    const own = path.replace("d1-comments/", `${ownFolder}/`);
    if (path.startsWith("assets/")) await write(own, text);
    else layouts.set(ownPartial(own.replace("layouts/", "")), inOwnFolder(text));
  }
  layouts.set(`partials/${ownFolder}/settings.html`, ownSettings);
  const codes = languages.length > 1 ? languages : [""];
  const pages = codes.map((code) => ({
    name: code === "" ? `${commentsName}.md` : `${commentsName}.${code}.md`,
    address: code === "" ? `/${commentsName}/` : `/${commentsName}-${code}/`,
  }));
  for (const { name, address } of pages) {
    await write(name, unlistedPage(commentsName, version, address));
  }
  return {
    layouts,
    mounts: [
      // Hugo 0.111 takes what is mounted in a folder of the data for the data itself.
      { source: join(dir, "data"), target: "data" },
      { source: join(dir, "assets"), target: "assets" },
      ...pages.map(({ name }) => ({ source: join(dir, name), target: `content/${name}` })),
    ],
    paths: [`/${commentsName}`],
  };
}

/** The partial that all others are called by is a file beside their folder. */
function ownPartial(path: string): string {
  return path === "partials/d1-comments.html" ? `partials/${ownFolder}/comments.html` : path;
}

/** What people write into their own site finds its parts there. */
function inOwnFolder(template: string): string {
  return template.replaceAll('"d1-comments/', `"${ownFolder}/`);
}

/** In place of the site's own settings: the whole archive on the page, and nothing else. */
const ownSettings = `{{- return dict "api" "" "archive" "${ownFolder}" "part" 0 "shortcode" "none" "turnstile" "" -}}`;

const renderedComments = `{{ dict "language" .Language.Lang | jsonify }}
{{ $page := . }}{{ $data := dict }}{{ if ge hugo.Version "0.156.0" }}{{ $data = hugo.Data }}{{ else }}{{ $data = site.Data }}{{ end -}}
{{ range index $data "${ownFolder}" -}}
{{ dict "id" .page "html" (string (partial "${ownFolder}/comments.html" (dict "page" $page "id" .page))) | jsonify }}
{{ end }}`;

const firstLine = z.object({ language: z.string() });
const line = z.object({ id: z.string(), html: z.string() });

/** HTML of the comments of pages, by page id, by language. */
export type RenderedComments = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads the comments that the overlay has Hugo print; empty where it printed none.
 * @param publicDir absolute path of the built site
 */
export async function readRendered(publicDir: string): Promise<RenderedComments> {
  const files = await fastGlob(`**/${commentsName}*/**/*.json`, { cwd: publicDir, dot: true });
  const all = new Map<string, ReadonlyMap<string, string>>();
  for (const file of files) {
    const [first = "", ...rest] = (await readFile(join(publicDir, file), "utf8")).split("\n");
    const pages = rest
      .filter((one) => one.startsWith("{"))
      .map((one) => line.parse(JSON.parse(one)));
    const { language } = firstLine.parse(JSON.parse(first));
    all.set(language, new Map(pages.map(({ id, html }) => [id, html])));
  }
  return all;
}
