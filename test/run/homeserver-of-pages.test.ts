import { expect, it } from "vitest";
import { completeConfig } from "../../src/config/complete-config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Page } from "../../src/domain/page.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { freePort } from "../parts/machine/loopback.ts";
import { aJob } from "./a-job.ts";

const names = { siteName: "blog", serverName: "comments.example" };

/** What is said of a page whose homeserver, by pages or input, isn't running. */
async function failure(onPages: string, inputs: Readonly<Record<string, string>> = {}) {
  const pages = ["a", "b"].map((name): Page => {
    const file = `content/${name}.md`;
    const location = { file, line: 12 };
    const thread = { threadId: name, ...names, serverUrl: onPages, location };
    return { pageId: `/${name}/`, title: name, file, threads: [thread] };
  });
  const loaded = loadConfig({
    cwd: "/repo",
    inputsAre: "input",
    env: {},
    inputs: { "database-name": "comments", "d1-mode": "local", "max-retries": "0", ...inputs },
  });
  const [page] = pages;
  if (page === undefined) throw new Error("there is no page");
  const scan = scanOf(pages);
  const { source } = aJob(completeConfig(loaded, scan), scan);
  return await source.readPage(page, new AbortController().signal).then(
    () => undefined,
    (error: unknown) => error,
  );
}

it("a homeserver that the pages name, and that isn't there, is told with their places", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  expect(await failure(url)).toMatchObject({
    message: expect.stringContaining(
      `The homeserver ${url}, as set in content/a.md:12 and 1 more, refused`,
    ),
    remedy: expect.stringContaining("set homeserver-url: it wins over the pages"),
  });
});

it("a homeserver that an input names, and that isn't there, is told with the input", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  expect(await failure("https://other.example", { "homeserver-url": url })).toMatchObject({
    message: expect.stringContaining(`The homeserver ${url} refused`),
    remedy: expect.stringContaining("The address is set by input homeserver-url."),
  });
});
