import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findExportFiles } from "../../../src/sources/export/find-files.ts";

describe("the files of an export", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "exports-"));
    await mkdir(join(folder, "old", "deep"), { recursive: true });
    for (const name of ["b-2022.xml", "a-2021.xml", "old/deep/c.xml", "one[1].xml", "other.txt"]) {
      await writeFile(join(folder, name), "");
    }
    await symlink("/etc/hostname", join(folder, "link.xml"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const names = async (...places: readonly string[]) => {
    const found = await findExportFiles(
      places.map((place) => join(folder, place)),
      folder,
    );
    return found.map(({ name }) => name);
  };

  it("are those of a pattern by their names, and of several in their order, each once", async () => {
    expect(await names("*-20*.xml")).toEqual(["a-2021.xml", "b-2022.xml"]);
    expect(await names("b-2022.xml", "*-20*.xml")).toEqual(["b-2022.xml", "a-2021.xml"]);
    expect(await names("**/c.xml")).toEqual(["old/deep/c.xml"]);
  });

  it("may have names that would be patterns", async () => {
    expect(await names("one[1].xml")).toEqual(["one[1].xml"]);
  });

  it("are never links of a pattern, which may lead anywhere", async () => {
    await expect(names("link*.xml")).rejects.toMatchObject({ code: "export-missing" });
  });

  it("are missed by the pattern that names none", async () => {
    await expect(names("a-2021.xml", "none/*.xml")).rejects.toMatchObject({
      code: "export-missing",
      message: expect.stringContaining("none/*.xml"),
    });
  });
});
