import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostNames } from "./hosts.ts";
import {
  openWorld,
  type SharedHomeserver,
  startSharedHomeserver,
  type World,
} from "./parity-world.ts";

let homeserver: SharedHomeserver;
beforeAll(async () => {
  homeserver = await startSharedHomeserver();
});
afterAll(() => homeserver[Symbol.asyncDispose]());

/** Puts a file in a folder's place while the comments are being moved. */
function blockWhileMoving(world: World, place: string): void {
  const path = join(world.workspace, place);
  world.beforeBatch = async () => {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "in the way");
  };
}

const movedIn = ({ database }: World) =>
  database.prepare("SELECT count(*) AS n FROM comments").get()?.["n"];

describe.each(hostNames)("on the %s host", (host) => {
  it("a report that can't be written changes no exit code of a migration that went through", async () => {
    await using world = await openWorld(host, homeserver);
    blockWhileMoving(world, "report");
    const { exitCode, refusal, log, report } = await world.run({ "report-dir": "report" });
    expect(movedIn(world)).toBe(homeserver.comments);
    expect(report).toBeUndefined();
    expect(refusal).toBeUndefined();
    expect(exitCode).toBe(host === "library" ? undefined : 0);
    if (host !== "library") expect(log).toContain("report.json could not be written");
    expect(log).not.toMatch(/\n\s+at /);
  });

  it("nothing is replaced after an archive that can't be written", async () => {
    await using world = await openWorld(host, homeserver);
    const page = join(world.workspace, "content/posts/rye-bread.md");
    const before = readFileSync(page, "utf8");
    blockWhileMoving(world, "data/comments");
    const settings = {
      archive: "data/comments",
      replace: "working-tree",
      "replace-with": "{{< talk >}}",
    };
    const { exitCode, report } = await world.run(settings);
    expect(movedIn(world)).toBe(homeserver.comments);
    expect(report?.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["archive-failed", "not-replaced-without-archive"]),
    );
    expect(exitCode).toBe(host === "library" ? undefined : 1);
    expect(readFileSync(page, "utf8")).toBe(before);

    world.beforeBatch = async () => {};
    rmSync(join(world.workspace, "data/comments"));
    await world.run(settings);
    expect(readFileSync(page, "utf8")).not.toBe(before);
  });

  it("a place that can't be written keeps a migration from beginning: nothing is asked or written", async () => {
    await using world = await openWorld(host, homeserver);
    writeFileSync(join(world.workspace, "archived"), "in the way");
    const { refusal, report } = await world.run({ archive: "archived" });
    expect(refusal).toMatch(/archived can't be written: something that is no folder/);
    expect(report).toBeUndefined();
    expect(world.asked()).toEqual([]);
    expect(world.api.requests).toEqual([]);
  });
});
