import { expect, it } from "vitest";
import { readRunContext, runAddressOf } from "../../../src/action/runner/run-context.ts";

const least = { GITHUB_WORKSPACE: "/workspace" };

it("an empty variable is one that is not set", () => {
  const empty = { GITHUB_RUN_ID: "", GITHUB_RUN_ATTEMPT: "", GITHUB_API_URL: "" };
  expect(readRunContext({ ...least, ...empty })).toEqual(readRunContext(least));
});

it.each([
  ["GITHUB_WORKSPACE", ""],
  ["GITHUB_RUN_ID", "latest"],
  ["GITHUB_RUN_ATTEMPT", "first"],
  ["GITHUB_API_URL", "api.github.com"],
])("%s=%j is refused in a sentence that names it", (name, value) => {
  expect(() => readRunContext({ ...least, [name]: value })).toThrow(
    expect.objectContaining({
      code: "odd-runner",
      message: `The environment of this step is not that of a runner: there is no usable value for ${name}.`,
    }),
  );
});

it.each([
  [{}, "https://github.com/octo/blog/actions/runs/7/attempts/2"],
  [
    { GITHUB_SERVER_URL: "https://git.example/" },
    "https://git.example/octo/blog/actions/runs/7/attempts/2",
  ],
  [{ GITHUB_RUN_ID: "" }, undefined],
  [{ GITHUB_REPOSITORY: "" }, undefined],
])("a run has an address, with its attempt: %j", (change, address) => {
  const run = { GITHUB_REPOSITORY: "octo/blog", GITHUB_RUN_ID: "7", GITHUB_RUN_ATTEMPT: "2" };
  expect(runAddressOf(readRunContext({ ...least, ...run, ...change }))).toBe(address);
});

it("all odd variables are named at once", () => {
  const odd = { GITHUB_RUN_ID: "x", GITHUB_RUN_ATTEMPT: "y" };
  expect(() => readRunContext(odd)).toThrow("GITHUB_WORKSPACE, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT.");
});
