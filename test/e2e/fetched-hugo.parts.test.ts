import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startResultsService } from "../parts/actions-services/results-service.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import {
  type HugoReleaseServer,
  installedRelease,
  startHugoReleases,
} from "../parts/hugo/hugo-releases.ts";
import { pathWithoutHugo } from "../parts/hugo/path-without-hugo.ts";
import { runWorkflow } from "../parts/runner/act.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { actionDir, checkOutSite, settingsFor } from "./migration-site.ts";
import { runMigration } from "./run-migration.ts";

const { version, archive } = installedRelease();
const pages = 17;

let homeserver: EmbeddedHomeserver;
let releases: HugoReleaseServer;
const programs = pathWithoutHugo();

beforeAll(async () => {
  homeserver = await startEmbeddedHomeserver();
  await seed(homeserver, await readExampleConversations());
  releases = await startHugoReleases({ [version]: archive });
});
afterAll(async () => {
  programs[Symbol.dispose]();
  await homeserver[Symbol.asyncDispose]();
  await releases[Symbol.asyncDispose]();
});

/** The first workflow of the README, with this checkout as the action and a database of this machine. */
async function readmeWorkflow(settings: Readonly<Record<string, string>>): Promise<string> {
  const readme = await readFile(join(actionDir, "README.md"), "utf8");
  const workflow = /```yaml\n(name: Migrate comments\n[\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const [head, rest = ""] = workflow.split(/^ {6}- uses: hugo-comment-migration.*$/m);
  expect(rest, "the step of the README's workflow").toContain("with:");
  const inputs = Object.entries(settings).map(([name, value]) => `          ${name}: "${value}"`);
  return `${head}      - uses: ./\n        with:\n${inputs.join("\n")}\n`;
}

describeWith("hugo", "act")("a runner without Hugo", () => {
  it("fetches it in act, for the README's first workflow, and has its addresses", async () => {
    const folder = await mkdtemp(join(tmpdir(), "workflow-"));
    try {
      const repository = join(folder, "repository");
      const file = ".github/workflows/migrate-comments.yml";
      await mkdir(join(repository, ".github", "workflows"), { recursive: true });
      await cp(join(actionDir, "examples", "site"), repository, { recursive: true });
      await rm(join(repository, "public"), { recursive: true, force: true });
      for (const part of ["action.yml", "dist"]) {
        await cp(join(actionDir, part), join(repository, part), { recursive: true });
      }
      const settings = {
        ...settingsFor({ d1: join(folder, "d1") }, homeserver),
        "hugo-version": "auto",
        mode: "dry-run",
      };
      await writeFile(join(repository, file), await readmeWorkflow(settings));
      const git = execa({ cwd: repository });
      await git`git init -q -b main`;
      await git`git add -A`;
      await git`git -c user.name=test -c user.email=test@example.invalid commit -qm site`;
      const run = await runWorkflow({
        repository,
        workflow: file,
        path: programs.path,
        env: { HUGO_RELEASES_URL: releases.url },
      });
      expect(run.exitCode, run.text).toBe(0);
      expect(run.text).toContain(`Hugo ${version}`);
      const [summary = ""] = run.summaries;
      expect(summary).toContain("the site as Hugo builds it");
      expect(summary).toContain(`${pages} pages`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("fetches it in the runner's own environment, and has its addresses", async () => {
    await using services = await startResultsService();
    await using checkout = await checkOutSite();
    await rm(join(checkout.workspace, "public"), { recursive: true, force: true });
    const { main, report } = await runMigration({
      workspace: checkout.workspace,
      services,
      inputs: { ...settingsFor(checkout, homeserver), "hugo-version": "auto", mode: "dry-run" },
      env: { PATH: programs.path, HUGO_RELEASES_URL: releases.url },
    });
    expect(main.exitCode, main.log).toBe(0);
    expect(main.log).toContain(`Hugo ${version}`);
    expect(report?.scan).toMatchObject({ resolvedBy: "hugo", discoveredBy: "build" });
    expect(report?.pages?.total).toBe(pages);
  });
});
