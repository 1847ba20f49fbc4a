import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SourceConfig } from "../../../src/config/source-kinds.ts";
import { startGithubComments } from "../github/comments/start-github-comments.ts";
import { disqusXml } from "./disqus-xml.ts";
import { type AddressedExample, asReadersCame, type ExampleThread } from "./example-threads.ts";
import { giscusModel, loginOf } from "./giscus-model.ts";
import { writeIssoDatabase } from "./isso-database.ts";
import { artransJson, commentoJson, remark42Backup } from "./json-exports.ts";
import { writeStaticmanFiles } from "./staticman-files.ts";
import { wordpressXml } from "./wordpress-xml.ts";

/** Conversations in a comment system, and how a migration finds them there. */
export interface ExampleSource extends AsyncDisposable {
  /** Settings by their names. */
  readonly settings: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** What the system shows as the name of an author. */
  readonly nameOf: (author: string) => string;
  /** Levels of answers that it keeps. */
  readonly levels: number;
}

type ExampleKind = Exclude<SourceConfig["kind"], "cactus">;

/** Brings the example site's conversations into each comment system; files go into `folder`. */
export const exampleSources: Readonly<
  Record<ExampleKind, (threads: readonly ExampleThread[], folder: string) => Promise<ExampleSource>>
> = {
  disqus: ofText("disqus", "crumbs.xml", (threads) => disqusXml(threads, "crumbs")),
  github: onGithub,
  wordpress: ofText("wordpress", "crumbs.wxr", wordpressXml),
  artrans: ofText("artrans", "crumbs.artrans", artransJson),
  remark42: ofText("remark42", "crumbs.jsonl", remark42Backup),
  isso: async (threads, folder) => {
    await mkdir(folder, { recursive: true });
    writeIssoDatabase(join(folder, "isso.db"), asReadersCame(threads));
    return ofFile("isso", join(folder, "isso.db"));
  },
  commento: ofText("commento", "crumbs.json", commentoJson),
  staticman: async (threads, folder) => {
    await writeStaticmanFiles(join(folder, "data", "comments"), threads);
    return ofFile("staticman", join(folder, "data", "comments", "**", "*.yml"));
  },
};

function ofText(
  kind: ExampleKind,
  name: string,
  write: (threads: readonly AddressedExample[]) => string,
): (typeof exampleSources)[ExampleKind] {
  return async (threads, folder) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), write(asReadersCame(threads)));
    return ofFile(kind, join(folder, name));
  };
}

function ofFile(kind: ExampleKind, file: string): ExampleSource {
  return {
    settings: { source: kind, "source-file": file },
    env: {},
    nameOf: (author) => author,
    levels: Number.POSITIVE_INFINITY,
    async [Symbol.asyncDispose]() {},
  };
}

async function onGithub(threads: readonly ExampleThread[]): Promise<ExampleSource> {
  const repository = "crumbs/comments";
  const github = await startGithubComments(giscusModel(threads, repository));
  return {
    settings: { source: "github", "github-repository": repository, "github-token": github.token },
    env: { GITHUB_API_URL: github.url },
    nameOf: loginOf,
    levels: 2,
    [Symbol.asyncDispose]: () => github.close(),
  };
}
