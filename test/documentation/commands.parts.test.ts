import { globSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyExampleSite } from "../e2e/migration-site.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { type CleanMachine, startCleanMachine } from "../parts/machine/clean-machine.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const clone = "git clone https://github.com/hugo-comment-migration/hugo-comment-migration";
const inClone = "cd hugo-comment-migration";
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};

const inTerminal = [
  "npx github:hugo-comment-migration/hugo-comment-migration init",
  "export CLOUDFLARE_API_TOKEN=… CLOUDFLARE_ACCOUNT_ID=…",
  "npx github:hugo-comment-migration/hugo-comment-migration dry-run --database-name comments",
];
const ofWorker = ["cd examples/worker", "npm install"];
const demos = [
  "npm run demo",
  "npm run demo -- --source disqus",
  "npm run demo -- --source github",
];
const onWork = ["npm run format", "npm run bundle", "npm run document"];
const documents = ["README.md", "CONTRIBUTING.md", ...globSync("docs/*.md", { cwd: root })];

const notRunHere = [
  // What runs this test.
  "npm test",
  // Half an hour; test/crash is a sample of it.
  "npm run crash",
  // It is part of npm test.
  "npm run check",
  // It waits for changes.
  "npm run test:watch",
  // Figures that a busy machine would make fail.
  "npm run bench",
  // An account at Cloudflare.
  "npx wrangler login",
  "npm run migrate",
  "npm run deploy",
];

describe.skipIf(process.platform === "win32")(
  "the documented commands, where nothing is yet",
  () => {
    let machine: CleanMachine;
    beforeAll(async () => {
      machine = await startCleanMachine();
      await copyExampleSite(join(machine.folder, "your-site"));
      await machine.run([clone]);
    });
    afterAll(() => machine[Symbol.asyncDispose]());

    it("are the ones that the documents show", () => {
      const shown = documents.flatMap(shellCommands);
      expect(new Set(shown)).toEqual(
        new Set([...inTerminal, ...ofWorker, ...demos, ...onWork, ...notRunHere]),
      );
    });

    it("look at a site in a terminal, with nothing installed", async () => {
      await using homeserver = await startEmbeddedHomeserver();
      await seed(homeserver, await readExampleConversations());
      await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
      const withSecrets = inTerminal.map((command) =>
        command
          .replace(
            "github:hugo-comment-migration/hugo-comment-migration",
            `--yes git+file://${root}`,
          )
          .replace("TOKEN=…", `TOKEN=${account.apiToken}`)
          .replace("ID=…", `ID=${account.accountId}`),
      );
      const told = await machine.run(["cd your-site", ...withSecrets], {
        MATRIX_HOMESERVER_URL: homeserver.baseUrl,
        MATRIX_SERVER_NAME: homeserver.serverName,
        CLOUDFLARE_API_BASE_URL: api.baseUrl,
      });
      expect(told).toMatch(
        /^CAUTION: 3\d\d comments on 17 pages can be moved to comments, but read the reason first\. Nothing was written\.$/m,
      );
    });

    it("run the demo, and build and document what is committed", async () => {
      for (const demo of demos) {
        expect(await machine.run([inClone, demo])).toMatch(
          /(?:16 of 17|All 15) pages with 3\d\d comments are in/,
        );
      }
      await machine.run([inClone, ...onWork]);
      expect(await machine.run([inClone, "git status --porcelain"])).toBe("");
    });

    it("make the Worker ready for its deployment", async () => {
      const local = ["npx wrangler d1 migrations apply DB --local", "npm run deploy -- --dry-run"];
      const told = await machine.run([inClone, ...ofWorker, ...local], { CI: "true" });
      expect(told).toContain("env.DB (comments)");
      expect(told).toContain("--dry-run: exiting now.");
    });

    it("call it from a program", async () => {
      await using homeserver = await startEmbeddedHomeserver();
      await seed(homeserver, await readExampleConversations());
      await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
      const [program = ""] = blocks("docs/library.md", "ts");
      const folder = join(machine.folder, "program");
      await mkdir(folder);
      await writeFile(join(folder, "package.json"), '{ "type": "module" }');
      await writeFile(
        join(folder, "migrate.js"),
        program.replace("/path/to/site", join(machine.folder, "your-site")),
      );
      const commands = ["cd program", `npm install git+file://${root}`, "node migrate.js"];
      const told = await machine.run(commands, {
        MATRIX_HOMESERVER_URL: homeserver.baseUrl,
        MATRIX_SERVER_NAME: homeserver.serverName,
        CLOUDFLARE_API_BASE_URL: api.baseUrl,
        CLOUDFLARE_API_TOKEN: account.apiToken,
        CLOUDFLARE_ACCOUNT_ID: account.accountId,
      });
      expect(told).toMatch(/caution 3\d\d$/);
    });
  },
);

/** The code of a document's blocks in a language. */
function blocks(document: string, language: string): readonly string[] {
  return new MarkdownIt()
    .parse(readFileSync(join(root, document), "utf8"), {})
    .filter(({ type, info }) => type === "fence" && info === language)
    .map(({ content }) => content);
}

function shellCommands(document: string): readonly string[] {
  return blocks(document, "sh")
    .flatMap((block) => block.split("\n"))
    .map((line) => line.replace(/\s*#.*$/, ""))
    .filter((line) => line !== "");
}
