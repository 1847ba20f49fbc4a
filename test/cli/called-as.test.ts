import { expect, it } from "vitest";
import { calledAs } from "../../src/cli/called-as.ts";
import { statusText } from "../../src/cli/status-text.ts";

it.each([
  ["exec", "npx github:hugo-comment-migration/hugo-comment-migration"],
  ["run-script", "hugo-comment-migration"],
  [undefined, "hugo-comment-migration"],
])("next steps name this program as npm's %j started it", (command, program) => {
  const called = calledAs({ npm_command: command });
  expect(called).toBe(program);
  const status = { checkpointFile: "c.json", checkpoint: undefined, trouble: undefined };
  expect(statusText({ ...status, report: undefined }, called)).toContain(
    `Next: ${program} dry-run`,
  );
});
