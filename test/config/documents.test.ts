import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { actionWithInputs, readmeWithTables } from "../../scripts/document-settings.ts";
import { emptyOutputs } from "../../src/action/outputs.ts";

const action = readFileSync(new URL("../../action.yml", import.meta.url), "utf8");
const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

it("action.yml has the inputs that the settings are, without defaults that would hide the config file", () => {
  expect(actionWithInputs(action)).toBe(action);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
  expect(action.match(/^\s+default:.*$/gm)).toEqual(["    default: ${{ github.token }}"]);
});

it("action.yml has the outputs that the action sets", () => {
  const { outputs } = z.object({ outputs: z.record(z.string(), z.unknown()) }).parse(parse(action));
  expect(Object.keys(outputs)).toEqual(Object.keys(emptyOutputs));
});

it("the README's tables are those of action.yml", () => {
  expect(readmeWithTables(readme, action)).toBe(readme);
});

it("the README's workflow is the one in examples, with the inputs that the action has", () => {
  const file = new URL("../../examples/workflows/migrate-comments.yml", import.meta.url);
  const workflow = readFileSync(file, "utf8");
  expect(readme).toContain(`\`\`\`yaml\n${workflow}\`\`\``);
  const steps = z
    .object({
      jobs: z.object({
        migrate: z.object({
          steps: z.array(z.looseObject({ with: z.record(z.string(), z.unknown()).optional() })),
        }),
      }),
    })
    .parse(parse(workflow)).jobs.migrate.steps;
  const used = steps.flatMap((step) => Object.keys(step.with ?? {}));
  const { inputs } = z.object({ inputs: z.record(z.string(), z.unknown()) }).parse(parse(action));
  expect(used).not.toEqual([]);
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(used));
});
