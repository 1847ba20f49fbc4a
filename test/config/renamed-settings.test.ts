import { describe, expect, it } from "vitest";
import { formerNames } from "../../src/config/renamed-settings.ts";
import { settingNames } from "../../src/config/settings.ts";
import { enough, problems } from "./sources.ts";

describe("a former name of a setting", () => {
  it("is no name of a setting now", () => {
    for (const name of formerNames) expect(settingNames).not.toContain(name);
  });

  it("is refused as an input, with the new one", () => {
    expect(problems({ inputs: { ...enough, "replace-branch": "x" } })).toEqual([
      "input replace-branch: was renamed: use pull-request-branch",
    ]);
  });

  it("is refused as an environment variable, with the new one", () => {
    expect(problems({ inputs: enough, env: { COMMENTS_REPLACE_BRANCH: "x" } })).toEqual([
      "environment variable COMMENTS_REPLACE_BRANCH: was renamed: use COMMENTS_PULL_REQUEST_BRANCH",
    ]);
  });

  it("is refused as a key of the config file, with the new one", () => {
    expect(problems({ inputs: enough, yaml: "replace:\n  branch: x\n" })).toEqual([
      "config.yml:2 (replace.branch): was renamed: use replace.pull_request_branch",
    ]);
  });

  it("means nothing where it is empty, as the inputs of an action are that nobody gave", () => {
    const nothing = {
      inputs: { ...enough, "replace-branch": "" },
      env: { COMMENTS_REPLACE_BRANCH: " " },
    };
    expect(problems(nothing)).toEqual([]);
  });
});
