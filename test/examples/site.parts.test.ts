import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { currentHugo } from "../parts/hugo/hugos.ts";

const site = fileURLToPath(new URL("../../examples/site", import.meta.url));
const committed = join(site, "public");
const rebuild = "hugo --source examples/site --cleanDestinationDir --noBuildLock";

currentHugo.describe("the built example site", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "example-site-"));
    const destination = ["--destination", join(folder, "public"), "--noBuildLock"];
    const env = {
      PATH: process.env["PATH"],
      HOME: folder,
      HUGO_CACHEDIR: join(folder, "cache"),
      HUGO_RESOURCEDIR: join(folder, "resources"),
    };
    const args = ["--source", site, ...destination];
    execFileSync(currentHugo.path(), args, { env, stdio: "pipe" });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is what Hugo makes of its content today, byte for byte", () => {
    const built = readAll(join(folder, "public"));
    expect(built.size).toBeGreaterThan(0);
    expect(
      readAll(committed),
      `examples/site/public is not what is built of examples/site: run ${rebuild}, and commit it`,
    ).toEqual(built);
  });

  it("is rebuilt by a command that CONTRIBUTING says", () => {
    const text = readFileSync(new URL("../../CONTRIBUTING.md", import.meta.url), "utf8");
    expect(text).toContain(rebuild);
  });
});

/** The bytes of each file in a folder, as text that differs where they do, by path. */
function readAll(from: string): ReadonlyMap<string, string> {
  const paths = globSync("**", { cwd: from, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    paths.map((path) => [path.slice(from.length), readFileSync(path).toString("latin1")]),
  );
}
