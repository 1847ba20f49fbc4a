import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { disqusXml } from "../../test/parts/exports/disqus-xml.ts";
import { asReadersCame, exampleThreads } from "../../test/parts/exports/example-threads.ts";
import { giscusModel } from "../../test/parts/exports/giscus-model.ts";
import { startGithubComments } from "../../test/parts/github/comments/start-github-comments.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The example site's comments in a comment system, and how a migration finds them there. */
export interface DemoSource extends AsyncDisposable {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Puts the comments of the example site into a comment system, or into a file in `folder`. */
export const demoSources = {
  cactus: startCactus,
  disqus: exportDisqus,
  github: startGithub,
} as const satisfies Readonly<Record<string, (folder: string) => Promise<DemoSource>>>;

const homeserverLine = z.object({ baseUrl: z.string(), serverName: z.string() });

/** A homeserver in a process of its own, which is fed from a fixture. */
async function startCactus(): Promise<DemoSource> {
  const program = join(root, "test", "parts", "homeserver", "embedded-homeserver-main.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { baseUrl, serverName } = homeserverLine.parse(JSON.parse(String(line)));
  return {
    // Its site name stands in the site's pages.
    flags: ["--homeserver-url", baseUrl, "--server-name", serverName],
    env: {},
    async [Symbol.asyncDispose]() {
      child.kill();
    },
  };
}

/** An export in which pages are named by the addresses at which readers came to them. */
async function exportDisqus(folder: string): Promise<DemoSource> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "disqus.xml");
  writeFileSync(file, disqusXml(asReadersCame(await exampleThreads()), "crumbs"));
  return {
    flags: ["--source", "disqus", "--source-file", file],
    env: {},
    async [Symbol.asyncDispose]() {},
  };
}

/** GitHub's API in this process, with the discussions that giscus would have made. */
async function startGithub(): Promise<DemoSource> {
  const repository = "crumbs/comments";
  const github = await startGithubComments(giscusModel(await exampleThreads(), repository));
  return {
    flags: ["--source", "github", "--github-repository", repository],
    env: { GITHUB_TOKEN: github.token, GITHUB_API_URL: github.url },
    [Symbol.asyncDispose]: () => github.close(),
  };
}
