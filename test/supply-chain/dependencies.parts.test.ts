import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildBundles } from "../../scripts/build.ts";
import { type BundledPackage, bundledPackages } from "../../scripts/bundled-packages.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");

const versions = z.record(z.string(), z.string());
const { devDependencies, peerDependencies } = z
  .object({ devDependencies: versions, peerDependencies: versions })
  .parse(JSON.parse(read("package.json")));
const outdir = mkdtempSync(join(tmpdir(), "bundles-"));
let packages: readonly BundledPackage[];
beforeAll(async () => {
  const metafile = await buildBundles(outdir);
  if (metafile === undefined) throw new Error("the build has no metafile");
  packages = bundledPackages(metafile, root);
});
afterAll(() => rmSync(outdir, { recursive: true }));

describe("docs/dependencies.md", () => {
  /** Package names of the list under a heading, in order. */
  function listed(heading: string): readonly string[] {
    const [, thread = ""] = read("docs/dependencies.md").split(`## ${heading}\n`);
    const [own = ""] = thread.split("\n## ");
    return [...own.matchAll(/^- `([^`]+)`: \S/gm)].map(([, name = ""]) => name);
  }

  /** Whether users run it: it is in the bundles, or asked of their project. */
  const isRun = (name: string) =>
    name in peerDependencies || packages.some((bundled) => bundled.name === name);

  it("justifies every package that users run, and no other", () => {
    const run = Object.keys(devDependencies).filter(isRun);
    expect(listed("What users run")).toEqual(run.sort());
  });

  it("justifies every package that this project is made with, and no other", () => {
    const tools = Object.keys(devDependencies).filter((name) => !isRun(name));
    expect(listed("What it is made with")).toEqual(tools.sort());
  });
});

it("every version is exact", () => {
  for (const version of Object.values(devDependencies))
    expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
});

describe("the lockfile", () => {
  it("names no registry, so that each user's own is asked", () => {
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });

  it("has the packages of every platform, so that npm ci works on each", () => {
    const lock = read("package-lock.json");
    for (const platform of ["linux-x64", "linux-arm64", "darwin-arm64", "win32-x64"]) {
      expect(lock).toContain(`"node_modules/@esbuild/${platform}"`);
      expect(lock).toContain(`"node_modules/@biomejs/cli-${platform}"`);
    }
  });

  it("holds the hash of every package, so that no registry can give another one", () => {
    const lock = z
      .object({ packages: z.record(z.string(), z.object({ integrity: z.string().optional() })) })
      .parse(JSON.parse(read("package-lock.json")));
    const without = Object.entries(lock.packages)
      .filter(([path, { integrity }]) => path !== "" && !integrity?.startsWith("sha512-"))
      .map(([path]) => path);
    expect(without).toEqual([]);
  });
});

describe("the packages in the bundles", () => {
  /** Licences that ask for nothing but notice. Source: https://spdx.org/licenses/ */
  const permissive = new Set([
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT/X11",
    "Python-2.0",
    "Unlicense",
  ]);
  /**
   * Its package.json names none, its repository does: MIT/X11. It comes with GitHub's own client of
   * artifacts. Source: https://github.com/substack/node-buffers/issues/21
   */
  const exceptions = new Set(["buffers 0.1.1 none"]);

  it("are those of others that the product needs", () => {
    expect(packages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["matrix-js-sdk", "zod", "@actions/core", "sanitize-html"]),
    );
  });

  it("may all be handed on by whoever names their authors", () => {
    const asking = packages
      .filter(({ name, version, licence }) => {
        if (exceptions.has(`${name} ${version} ${licence}`)) return false;
        const choices = licence.replace(/[()]/g, "").split(" OR ");
        return !choices.some((choice) => choice.split(" AND ").every((one) => permissive.has(one)));
      })
      .map(({ name, version, licence }) => `${name} ${version} ${licence}`);
    expect(asking).toEqual([]);
  });

  it("are named with their licences beside the bundles", () => {
    const notice = readFileSync(join(outdir, "third-party-licences.txt"), "utf8");
    for (const { name, version, licence, texts } of packages) {
      expect(notice).toContain(`${name} ${version} (${licence})`);
      for (const text of texts) expect(notice).toContain(text);
    }
    expect(
      packages.filter(({ texts }) => texts.length > 0).length / packages.length,
    ).toBeGreaterThan(0.9);
  });
});
