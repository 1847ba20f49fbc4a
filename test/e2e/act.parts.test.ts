import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readLocalD1 } from "../parts/d1/local-d1.ts";
import type { Homeserver } from "../parts/homeserver/homeserver.ts";
import { commentsIn } from "../parts/homeserver/seed.ts";
import { runWorkflow } from "../parts/runner/act.ts";
import { sharedExampleSite } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { actionDir, copyExampleSite, settingsFor } from "./migration-site.ts";

const inputsOf = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings)
    .map(([name, value]) => `          ${name}: ${JSON.stringify(value)}`)
    .join("\n");

const workflow = (settings: Readonly<Record<string, string>>) => `name: Migrate comments
on: workflow_dispatch
jobs:
  migrate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - id: migration
        uses: ./
        with:
${inputsOf(settings)}
      - run: echo "status=$STATUS comments=$COMMENTS checkpoint=$CHECKPOINT"
        env:
          STATUS: \${{ steps.migration.outputs.status }}
          COMMENTS: \${{ steps.migration.outputs.comments-imported }}
          CHECKPOINT: \${{ steps.migration.outputs.checkpoint-source }}
`;

describeWith("synapse", "act")("a workflow that uses the action by uses: ./", () => {
  const parts = new AsyncDisposableStack();
  let homeserver: Pick<Homeserver, "baseUrl" | "serverName">;
  let comments: number;
  let folder: string;

  beforeAll(async () => {
    const site = await sharedExampleSite();
    homeserver = site.homeserver;
    comments = commentsIn(site.seen);
    folder = await mkdtemp(join(tmpdir(), "workflow-"));
    parts.defer(() => rm(folder, { recursive: true, force: true }));
  });
  afterAll(() => parts.disposeAsync());

  it("runs main and post in act, and goes on from act's cache when it is run again", async () => {
    const repository = join(folder, "repository");
    const d1 = join(folder, "d1");
    await mkdir(join(repository, ".github", "workflows"), { recursive: true });
    for (const part of ["action.yml", "dist"]) {
      await cp(join(actionDir, part), join(repository, part), { recursive: true });
    }
    await copyExampleSite(join(repository, "site"));
    const settings = {
      ...settingsFor({ d1 }, homeserver),
      "site-dir": "site",
    };
    const file = ".github/workflows/migrate.yml";
    await writeFile(join(repository, file), workflow(settings));
    const git = execa({ cwd: repository });
    await git`git init -q -b main`;
    await git`git add -A`;
    await git`git -c user.name=test -c user.email=test@example.invalid commit -qm site`;

    const cacheDir = join(folder, "cache");
    const first = await runWorkflow({ repository, workflow: file, cacheDir });
    expect(first.exitCode, first.text).toBe(0);
    expect(first.text).toContain(`status=complete comments=${comments} checkpoint=new`);
    expect(first.summaries.join()).toContain("✅ 16 of 17 pages");
    expect(readLocalD1(d1).comments).toHaveLength(comments);

    const again = await runWorkflow({
      repository,
      workflow: file,
      cacheDir,
      env: { GITHUB_RUN_ATTEMPT: "2" },
    });
    expect(again.exitCode, again.text).toBe(0);
    expect(again.text).toContain(`status=complete comments=${comments} checkpoint=cache`);
    expect(again.summaries.join()).toContain("Nothing new");
    expect(readLocalD1(d1).comments).toHaveLength(comments);
  });
});
