import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WriteStream } from "node:tty";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { siteWidget } from "../hugo/scan-fixture.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import type { HostName } from "./hosts.ts";
import { openWorld, type SharedHomeserver, startSharedHomeserver } from "./parity-world.ts";

const longThread = "2023/03/tabs-spaces-and-butter-the-long-thread/index.html";

/** The bytes of all files below a folder, by path, without what a run itself leaves. */
function bytesIn(folder: string): ReadonlyMap<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !file.includes(".comment-migration"));
  return new Map(files.sort().map((file) => [file, readFileSync(file)]));
}

/** A terminal that somebody sits at; it is told of what is served as soon as it says so. */
function watchedTerminal(onServed: (origin: string) => void) {
  let text = "";
  const stderr: WriteStream = Object.assign(Object.create(WriteStream.prototype), {
    isTTY: true,
    write(part: string) {
      text += part;
      const [, origin] = /Ctrl\+C:\n {2}(http:\/\/[\d.:]+)\/\S+\n/.exec(text) ?? [];
      if (origin !== undefined) onServed(origin);
      return true;
    },
  });
  return stderr;
}

describeWith("hugo")("a dry run with preview", () => {
  let homeserver: SharedHomeserver;
  beforeAll(async () => {
    homeserver = await startSharedHomeserver();
  });
  afterAll(() => homeserver[Symbol.asyncDispose]());

  async function previewOn(host: HostName) {
    await using world = await openWorld(host, homeserver);
    const before = bytesIn(world.workspace);
    const settings = { mode: "dry-run", preview: "true", "hugo-path": partPath("hugo") };
    const run = await world.run(settings, { withServices: host === "action" });
    const folder = join(world.workspace, ".comment-migration", "preview");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const page = (path: string) => readFileSync(join(folder, path), "utf8");
    return {
      ...run,
      isSiteAsBefore: JSON.stringify([...bytesIn(world.workspace)]) === JSON.stringify([...before]),
      long: page(longThread),
      without: page("2022/12/a-post-without-comments/index.html"),
      noRoom: page("2023/06/a-post-without-a-room/index.html"),
      files,
      all: files
        .filter((file) => file.endsWith(".html"))
        .map(page)
        .join("\n"),
      artifacts: world.services.artifacts.entries.map(({ name }) => name),
    };
  }

  it("builds the site with the comments where the widget was, and leaves the site alone", async () => {
    const { report, exitCode, isSiteAsBefore, long, without, noRoom, files, all, log } =
      await previewOn("terminal");
    expect([report?.verdict, exitCode, isSiteAsBefore]).toEqual(["dry-run", 0, true]);

    expect(siteWidget.createReader()(long)).toEqual([]);
    expect(long).not.toContain("cactus");
    expect(long.match(/<article class="comment"/g)).toHaveLength(268);
    expect(long).toContain('<li data-depth="1">');
    expect(long).not.toContain("<script");
    expect(all).toContain("&lt;script&gt;alert(&#39;nice try&#39;)&lt;/script&gt;");
    expect(all).not.toContain("<script>alert(");

    expect(without).not.toContain("comments-list");
    expect(siteWidget.createReader()(noRoom), "what a migration would not move").toHaveLength(1);
    expect(files.filter((file) => /comment-migration-|next-project|raffle/.test(file))).toEqual([
      ".hugo-comment-migration-preview",
    ]);

    const found = report?.findings.find(({ code }) => code === "preview-built");
    expect(found?.message).toContain("334 comments on 15 pages");
    expect(found?.remedy).toContain("look at /2023/03/tabs-spaces-and-butter-the-long-thread/, /");
    expect(log).toMatch(/^Preview: .*preview$/m);
  });

  it("is served in a terminal until Ctrl+C, which does not change how it ended", async () => {
    await using world = await openWorld("terminal", homeserver);
    const controller = new AbortController();
    const served = Promise.withResolvers<string>();
    const settings = { ...world.settings, "hugo-path": partPath("hugo"), "log-level": "error" };
    const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
    const ended = runCli(
      {
        args: ["dry-run", "--preview", ...flags],
        env: { PATH: homeserver.path, HOME: world.workspace },
        cwd: world.workspace,
        stdout: { write: () => true },
        stderr: watchedTerminal(served.resolve),
      },
      controller.signal,
      performance.now(),
    );
    const origin = await Promise.race([served.promise, ended.then(String)]);
    const page = await fetch(`${origin}/about/`);
    expect(await page.text()).toContain('<article class="comment"');
    controller.abort(new Error("stopped by SIGINT"));
    expect(await ended).toBe(0);
    await expect(fetch(`${origin}/about/`)).rejects.toThrow();
  });

  it("keeps the preview as an artifact of its own in a workflow", async () => {
    const { report, artifacts, log } = await previewOn("action");
    expect(report?.verdict).toBe("dry-run");
    expect(artifacts.filter((name) => name.startsWith("comment-migration-preview-"))).toHaveLength(
      1,
    );
    expect(log).toMatch(
      /Preview: kept as the artifact comment-migration-preview-\S+ of this run\./,
    );
  });
});
