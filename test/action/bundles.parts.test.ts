import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBundles } from "../../scripts/build.ts";

const committed = fileURLToPath(new URL("../../dist", import.meta.url));
const fresh = mkdtempSync(join(tmpdir(), "dist-"));
const read = (file: string) => readFileSync(join(fresh, file), "utf8");

beforeAll(() => buildBundles(fresh));
afterAll(() => rmSync(fresh, { recursive: true }));

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

it("dist is what src builds, byte for byte (npm run bundle)", () => {
  expect(files(committed)).toEqual(files(fresh));
  for (const file of files(fresh)) {
    const same = readFileSync(join(committed, file)).equals(readFileSync(join(fresh, file)));
    expect(same, file).toBe(true);
  }
});

describe("the files of a build", () => {
  it("have names that stay when their content changes", () => {
    expect(files(fresh).filter((file) => /-[0-9A-Z]{8}\./.test(file))).toEqual([]);
  });

  it("load each other, and name the licences beside them, by the names that they have", () => {
    const spoken = files(fresh)
      .filter((file) => file.endsWith(".js"))
      .flatMap((file) => {
        const text = read(file);
        const loaded = text.matchAll(/(?:^import |^\} from |\bimport\()"(\.\.?\/[^"]+)"/gm);
        const licences = text.matchAll(/^\/\*! For license information please see (\S+) \*\/$/gm);
        return [...loaded, ...licences].map(([, path = ""]) => join(dirname(file), path));
      });
    expect(spoken.length).toBeGreaterThan(50);
    const missing = spoken.filter((file) => !files(fresh).includes(file.replaceAll("\\", "/")));
    expect(missing).toEqual([]);
    const unspoken = files(fresh).filter(
      (file) => file.endsWith(".LEGAL.txt") && !spoken.includes(join(file)),
    );
    expect(unspoken).toEqual([]);
  });
});

describe("the library's types", () => {
  it("are one file, which needs no other and exports nothing but the library", () => {
    expect(files(join(fresh, "types"))).toEqual(["index.d.ts"]);
    const types = read("types/index.d.ts");
    expect(types).not.toMatch(/^import |\bimport\(|\bfrom "/m);
    const exported = [...types.matchAll(/^export (.*)/gm)].map(([, names]) => names);
    expect(exported).toEqual([
      "{ type Finding, MigrateSiteOptions, MigrationError, type MigrationObserver, type PageOutcome, type Report, type SettingName, migrateSite };",
    ]);
  });

  it("show nothing of how settings are checked, of the ports and of the replacement", () => {
    expect(read("types/index.d.ts")).not.toMatch(/\bz\.|Zod|CommentTarget|SectionPlace/);
  });
});

describe.each(["index.js", "cli.js"])("on an older Node.js, %s", (entry) => {
  it("loads nothing that Node.js 18 does not have, before it looks at the version", () => {
    const loaded = new Set([entry]);
    const builtIn = new Set<string>();
    for (const file of loaded) {
      for (const [, from = ""] of read(file).matchAll(/^(?:import .*|\} from )"(.+)";$/gm)) {
        if (from.startsWith(".")) loaded.add(join(dirname(file), from));
        else builtIn.add(from);
      }
    }
    expect(loaded.size).toBeGreaterThan(1);
    const old = ["node:module", "node:process", "node:v8"];
    expect(old).toEqual(expect.arrayContaining([...builtIn]));
  });

  it("says which version is needed and which one it is", () => {
    const older =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })';
    const load = `import(${JSON.stringify(pathToFileURL(join(fresh, entry)).href)})`;
    const { stderr, status } = spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `${older}; await ${load}.catch(({ code, message }) => { throw code + ": " + message; })`,
      ],
      { encoding: "utf8" },
    );
    expect(stderr).toContain("This program needs Node.js 24 or newer; this is 20.20.2.");
    if (entry === "index.js") expect(stderr).toContain("node-too-old: ");
    expect(status).toBe(1);
  });
});
