import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type ExampleSource, exampleSources } from "../../test/parts/exports/example-sources.ts";
import { exampleThreads } from "../../test/parts/exports/example-threads.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The example site's comments in a comment system, and how a migration finds them there. */
export type DemoSource = Pick<ExampleSource, "settings" | "env"> & AsyncDisposable;

/** Puts the comments of the example site into a comment system, or into a file in `folder`. */
export const demoSources = {
  cactus: startCactus,
  disqus: startOther("disqus"),
  github: startOther("github"),
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
    settings: { "homeserver-url": baseUrl, "server-name": serverName },
    env: {},
    async [Symbol.asyncDispose]() {
      child.kill();
    },
  };
}

/** What other comment systems have of the example site: exported files, or GitHub's API in this process. */
function startOther(kind: "disqus" | "github") {
  return async (folder: string): Promise<DemoSource> =>
    exampleSources[kind](await exampleThreads(), folder);
}
