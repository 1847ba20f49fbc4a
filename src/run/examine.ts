import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { D1CommentTarget } from "../d1/comment-target.ts";
import type { Finding } from "../domain/finding.ts";
import type { SiteScan } from "../domain/page.ts";
import { plural } from "../domain/plural.ts";
import { explained } from "../domain/unexpected-error.ts";
import { isFolder } from "../files/is-folder.ts";
import { identityOf } from "../sources/source-kinds.ts";
import { systems } from "../targets/systems.ts";
import type { Check } from "./check.ts";
import type { Job } from "./run-job.ts";

/** Pages whose conversations are looked for: enough to know whether the names fit. */
const sampledPages = 3;

/** The themes and modules that the repository names as submodules: an empty folder is one that was not checked out. */
export async function submoduleChecks(repositoryDir: string): Promise<readonly Check[]> {
  const text = await readFile(join(repositoryDir, ".gitmodules"), "utf8").catch(() => "");
  const paths = [...text.matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)].map(([, path = ""]) => path);
  const missing = [];
  for (const path of paths) {
    const folder = join(repositoryDir, path);
    const isThere = (await isFolder(folder)) && (await hasFiles(folder));
    if (!isThere) missing.push(path);
  }
  if (paths.length === 0) return [];
  return missing.length === 0
    ? [{ name: "Themes", state: "ok", found: `${plural(paths.length, "submodule")} checked out` }]
    : [
        {
          name: "Themes",
          state: "problem",
          found: `${missing.join(", ")} ${missing.length === 1 ? "is a submodule that is" : "are submodules that are"} not checked out`,
          remedy:
            "Run git submodule update --init --recursive; in a workflow, set submodules: true in the checkout step.",
        },
      ];
}

async function hasFiles(folder: string): Promise<boolean> {
  const marks = [
    "theme.toml",
    "theme.yaml",
    "hugo.toml",
    "layouts",
    "go.mod",
    ".git",
    "config.toml",
  ];
  const found = await Promise.all(
    marks.map((name) =>
      access(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** What a job needs, as far as its site, source and database say. */
export async function* jobChecks(
  job: Job,
  target: CheckedTarget,
  signal: AbortSignal,
): AsyncGenerator<Check, void> {
  yield* siteChecks(job.scan);
  yield await sourceCheck(job, signal);
  yield* await databaseChecks(job.config, target, signal);
}

/** What the scan of the site says of Hugo, the build and the comment sections. */
function siteChecks({
  hugoVersion,
  discoveredBy,
  pages,
  sitePages,
  findings,
}: Pick<
  SiteScan,
  "hugoVersion" | "discoveredBy" | "pages" | "sitePages" | "findings"
>): readonly Check[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const [worst] = [...errors, ...warnings];
  const isEmpty = pages.length + sitePages.length === 0;
  const built: Check =
    discoveredBy === "build"
      ? { name: "Site", state: "ok", found: "Hugo builds it" }
      : {
          name: "Site",
          state: "warning",
          found:
            discoveredBy === "built-site"
              ? "an earlier build was read, which may be older than the content"
              : "only its content files were read",
          remedy: "Let Hugo build the site: see docs/pages.md.",
        };
  return [
    hugoVersion === undefined
      ? {
          name: "Hugo",
          state: "warning",
          found: "there is none",
          remedy: "Install Hugo, or set hugo-version to auto.",
        }
      : { name: "Hugo", state: "ok", found: `version ${hugoVersion}` },
    built,
    {
      name: "Pages",
      state: errors.length > 0 || isEmpty ? "problem" : warnings.length > 0 ? "warning" : "ok",
      found: [
        sitePages.length > 0
          ? `${plural(sitePages.length, "page")} that comments may belong to`
          : `${plural(pages.length, "page")} with comment sections`,
        ...(errors.length > 0 ? [plural(errors.length, "error")] : []),
        ...(warnings.length > 0 ? [plural(warnings.length, "warning")] : []),
        ...(worst === undefined ? [] : [withoutStop(worst.message)]),
      ].join("; "),
      ...(worst?.remedy === undefined ? {} : { remedy: worst.remedy }),
    },
  ];
}

/** Whether the source has conversations of the site's pages, by asking for a few of them. */
async function sourceCheck(
  { source, scan, config, placement }: Job,
  signal: AbortSignal,
): Promise<Check> {
  const name = "Source";
  const { place } = identityOf(config.source);
  if (placement !== undefined) {
    const { pages } = scan;
    return pages.length > 0
      ? { name, state: "ok", found: `${place}: comments of ${plural(pages.length, "page")}` }
      : {
          name,
          state: "problem",
          found: `${place}: none of its conversations has a page on this site`,
          remedy: "See docs/sources.md for how conversations find their pages.",
        };
  }
  const some = scan.pages.slice(0, sampledPages);
  let conversations = 0;
  for (const page of some) {
    const found = await source.findConversations(page, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      return problemOf(name, error);
    });
    if (!("length" in found)) return found;
    if (found.length > 0) conversations += 1;
  }
  if (some.length === 0) return { name, state: "unknown", found: `${place}: no page to ask for` };
  return conversations > 0
    ? { name, state: "ok", found: `${place} answers, and has conversations of the site` }
    : {
        name,
        state: "warning",
        found: `${place} answers, but has no conversation of the first ${plural(some.length, "page")}`,
        remedy: "Check the site's name there: it is part of each conversation's name.",
      };
}

/** What is asked of a target. */
type CheckedTarget = Pick<D1CommentTarget, "prepare" | "findHazards">;

/** Whether the database can be asked with the token, and its tables fit. */
async function databaseChecks(
  { cloudflare, target: system }: Job["config"],
  target: CheckedTarget,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const name = "Database";
  try {
    await target.prepare({ readOnly: true }, signal);
    const hazards = await target.findHazards(signal);
    const found = `${cloudflare.databaseName} can be asked, and its tables fit ${systems[system.schema].title}`;
    return [{ name, state: "ok", found }, ...hazards.map(hazardCheck)];
  } catch (error) {
    signal.throwIfAborted();
    return [problemOf(name, error)];
  }
}

function hazardCheck(finding: Finding): Check {
  return checkOf("Tables", finding.severity === "error" ? "problem" : "warning", finding);
}

/** What an error says, as a check. */
export function problemOf(name: string, error: unknown): Check {
  return checkOf(name, "problem", explained(error, "terminal"));
}

function checkOf(
  name: string,
  state: Check["state"],
  { message, remedy }: { readonly message: string; readonly remedy?: string | undefined },
): Check {
  return {
    name,
    state,
    found: withoutStop(message),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
