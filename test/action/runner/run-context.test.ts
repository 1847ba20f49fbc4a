import { expect, it } from "vitest";
import { readRunContext } from "../../../src/action/runner/run-context.ts";

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

it("all odd variables are named at once", () => {
  const odd = { GITHUB_RUN_ID: "x", GITHUB_RUN_ATTEMPT: "y" };
  expect(() => readRunContext(odd)).toThrow("GITHUB_WORKSPACE, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT.");
});
