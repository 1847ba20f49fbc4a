import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfigFile } from "../../src/config/read-config-file.ts";

describe("the config file", () => {
  let cwd: string;
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), "config-"));
  });
  afterEach(async () => {
    await rm(cwd, { recursive: true });
  });
  const read = (named?: string) => readConfigFile(named, { cwd, inputsAre: "input" });

  it("is the one that is named", async () => {
    await mkdir(join(cwd, "settings"));
    await writeFile(join(cwd, "settings/blog.yml"), "cactus: {}\n");
    await writeFile(join(cwd, "comment-migration.yml"), "hugo: {}\n");
    expect(await read("settings/blog.yml")).toEqual({
      name: "settings/blog.yml",
      yaml: "cactus: {}\n",
    });
  });

  it.each([undefined, "", " "])("is comment-migration.yml when %j is named", async (named) => {
    await writeFile(join(cwd, "comment-migration.yml"), "hugo: {}\n");
    expect(await read(named)).toEqual({ name: "comment-migration.yml", yaml: "hugo: {}\n" });
  });

  it("need not be there when none is named", async () => {
    expect(await read()).toBeUndefined();
  });

  it("is a problem when it is named and not there", async () => {
    const file = join(cwd, "blog.yml");
    expect(await read("blog.yml")).toEqual({
      problem: {
        where: "input config-file",
        message: `the file ${file} can't be read: it is not there`,
      },
    });
  });

  it("is a problem when it is a folder, by whatever name it was found", async () => {
    await mkdir(join(cwd, "comment-migration.yml"));
    expect(await read()).toMatchObject({
      problem: {
        where: "comment-migration.yml",
        message: expect.stringMatching(/can't be read: it is a folder$/),
      },
    });
  });

  it("is a problem when it is a link to itself", async () => {
    await symlink("blog.yml", join(cwd, "blog.yml"));
    expect(await read("blog.yml")).toMatchObject({
      problem: {
        message: expect.stringMatching(/blog\.yml can't be read: .*leads back to itself$/),
      },
    });
  });
});
