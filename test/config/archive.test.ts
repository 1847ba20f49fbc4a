import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/config-error.ts";
import { loadConfig } from "../../src/config/load-config.ts";

const archive = {
  ...{ mode: "archive", archive: "data/comments" },
  ...{ "database-name": "comments", "d1-mode": "local" },
} as const;

function load(inputs: Readonly<Record<string, string>>) {
  return loadConfig({ inputs, env: {}, inputsAre: "input", cwd: "/repo" });
}

function problems(inputs: Readonly<Record<string, string>>): readonly string[] {
  try {
    load(inputs);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((p) => `${p.where}: ${p.message}`);
    throw error;
  }
}

describe("the settings of an archive", () => {
  it.each(["cactus", "disqus", "github", "isso"])(
    "need nothing of the source, here %s, which may be gone",
    (source) => {
      const loaded = load({ ...archive, source });
      expect(loaded.target).toMatchObject({
        ...{ archive: "/repo/data/comments", archiveAsGiven: "data/comments" },
      });
      expect(loaded.migration).toMatchObject({ mode: "archive", dryRun: false });
    },
  );

  it("need the folder and the database", () => {
    const found = problems({ mode: "archive", "d1-mode": "local" });
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^input database-name: is missing/),
        expect.stringMatching(/^input archive: is missing: mode archive needs the folder/),
      ]),
    );
  });

  it.each([
    [{ pages: "/posts/**" }, "pages: can't be set with mode archive"],
    [{ limit: "3" }, "limit: can't be set with mode archive"],
    [{ shard: "1/2" }, "shard: can't be set with mode archive"],
    [{ replace: "working-tree" }, "replace: must be none or pull-request with mode archive"],
    [{ replace: "show" }, "replace: must be none or pull-request with mode archive"],
    [{ baseline: "a.json" }, "baseline: is only for mode dry-run and verify"],
    [{ preview: "true" }, "preview: is only for mode dry-run"],
  ])("leave no part of it out, and replace nothing: %j", (more, problem) => {
    const found = problems({ ...archive, ...more });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });

  it("may ask for a pull request, whatever shows the comments", () => {
    const more = { replace: "pull-request", "target-schema": "cwd" };
    expect(problems({ ...archive, ...more })).toEqual([]);
  });
});
