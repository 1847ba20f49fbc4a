import { describe, expect, it } from "vitest";
import { enough, load, problems } from "./sources.ts";

const replacing = { ...enough, replace: "pull-request" };

function replaceOf(inputs: Readonly<Record<string, string>>, yaml?: string) {
  return load({ inputs: { ...replacing, ...inputs }, ...(yaml === undefined ? {} : { yaml }) })
    .replace;
}

describe("the settings of the pull request", () => {
  it("are a branch of its own, and else nothing", () => {
    expect(replaceOf({})).toMatchObject({
      pullRequestBranch: "comment-migration/replace",
      pullRequestDraft: false,
      pullRequestBase: undefined,
      pullRequestTitle: undefined,
      pullRequestLabels: undefined,
      pullRequestReviewers: undefined,
    });
  });

  it("are another branch for an archive, which would otherwise replace the replacement", () => {
    const archive = { mode: "archive", archive: "data/comments" };
    expect(replaceOf(archive).pullRequestBranch).toBe("comment-migration/archive");
    const named = { ...archive, "pull-request-branch": "mine" };
    expect(replaceOf(named).pullRequestBranch).toBe("mine");
  });

  it("take lists with commas, and teams as GitHub's own tools do", () => {
    const inputs = {
      "pull-request-labels": "comments, needs a look,",
      "pull-request-reviewers": "ada, @grace,octo-org/docs.team",
      "pull-request-draft": "TRUE",
    };
    expect(replaceOf(inputs)).toMatchObject({
      pullRequestLabels: ["comments", "needs a look"],
      pullRequestReviewers: ["ada", "grace", "octo-org/docs.team"],
      pullRequestDraft: true,
    });
  });

  it("take lists of the config file, whose labels may have commas", () => {
    const yaml = "replace:\n  pull_request_labels: ['a, b', c]\n";
    expect(replaceOf({}, yaml)).toMatchObject({ pullRequestLabels: ["a, b", "c"] });
  });

  it.each([
    [{ "pull-request-title": "x".repeat(257) }, "must be one line of at most 256 characters"],
    [{ "pull-request-title": "a\nb" }, "must be one line of at most 256 characters"],
    [{ "pull-request-labels": "," }, "must be a list of labels, or labels separated by commas"],
    [{ "pull-request-reviewers": "ada grace" }, "must be names of users, and of teams"],
    [{ "pull-request-reviewers": "a/b/c" }, "must be names of users, and of teams"],
    [{ "pull-request-draft": "maybe" }, "must be true or false"],
    [{ "pull-request-base": "refs/heads/main" }, "must be the name of a branch"],
    [
      { "pull-request-base": "next", "pull-request-branch": "next" },
      "input pull-request-base: must not be next, which is the pull request's own branch",
    ],
  ])("are refused where GitHub can't take them: %j", (inputs, problem) => {
    const found = problems({ inputs: { ...replacing, ...inputs } });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
  });
});
