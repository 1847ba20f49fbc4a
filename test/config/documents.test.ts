import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import {
  actionWithInputs,
  reportSchemaText,
  settingsWithTables,
} from "../../scripts/document-settings.ts";
import { emptyOutputs } from "../../src/action/runner/outputs.ts";

const action = readFileSync(new URL("../../action.yml", import.meta.url), "utf8");
const workflows = new URL("../../examples/workflows/", import.meta.url);
const workflowSchema = z.object({
  concurrency: z.unknown().optional(),
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
});
const actionSchema = z.object({
  inputs: z.record(z.string(), z.unknown()),
  outputs: z.record(z.string(), z.unknown()),
});
const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

it("action.yml has the inputs that the settings are, without defaults that would hide the config file", () => {
  expect(actionWithInputs(action)).toBe(action);
  expect(action.match(/^\s+default:.*$/gm)?.map((line) => line.trim())).toEqual([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
    "default: ${{ github.token }}",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as above
    "default: ${{ toJSON(matrix) }}",
  ]);
});

it("action.yml has the outputs that the action sets", () => {
  const { outputs } = z.object({ outputs: z.record(z.string(), z.unknown()) }).parse(parse(action));
  expect(Object.keys(outputs)).toEqual(Object.keys(emptyOutputs));
});

it("the tables of docs/settings.md are those of action.yml", () => {
  const settings = readFileSync(new URL("../../docs/settings.md", import.meta.url), "utf8");
  expect(settingsWithTables(settings, action)).toBe(settings);
});

it("the published schema of report.json is the one that reports are read with", () => {
  const published = readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8");
  expect(published).toBe(reportSchemaText());
});

it("the README's workflow is the one in examples", () => {
  const workflow = readFileSync(new URL("migrate-comments.yml", workflows), "utf8");
  expect(readme).toContain(`\`\`\`yaml\n${workflow}\`\`\``);
});

it.each(readdirSync(workflows))(
  "the example %s uses what the action has, one run that writes at a time",
  (name) => {
    const text = readFileSync(new URL(name, workflows), "utf8");
    const { jobs, concurrency } = workflowSchema.parse(parse(text));
    const steps = Object.values(jobs)
      .flatMap((job) => job.steps)
      .filter(({ uses }) => uses?.startsWith("hugo-comment-migration/"));
    const writes = steps.some((step) => step.with?.["mode"] !== "dry-run");
    const oneAtATime = { group: "migrate-comments", "cancel-in-progress": false };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
    const group = "check-comments-${{ github.ref }}";
    const newestOnly = { group, "cancel-in-progress": true };
    expect(concurrency).toEqual(writes ? oneAtATime : newestOnly);
    const known = actionSchema.parse(parse(action));
    expect(steps).not.toEqual([]);
    expect(Object.keys(known.inputs)).toEqual(
      expect.arrayContaining(steps.flatMap((step) => Object.keys(step.with ?? {}))),
    );
    const outputs = [...text.matchAll(/steps\.\w+\.outputs\.([\w-]+)/g)].map(
      ([, output]) => output,
    );
    expect(Object.keys(known.outputs)).toEqual(expect.arrayContaining(outputs));
  },
);

it("the checkpoint's states are decided in files that are there", () => {
  const text = readFileSync(new URL("../../docs/checkpoint.md", import.meta.url), "utf8");
  const files = [...text.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = ""]) => file);
  expect(files.length).toBeGreaterThan(5);
  for (const file of files)
    expect(existsSync(new URL(`../../${file}`, import.meta.url))).toBe(true);
});
