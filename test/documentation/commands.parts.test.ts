import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyExampleSite } from "../e2e/migration-site.ts";
import { startBrowser } from "../parts/browser/browser.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { wranglerPath } from "../parts/d1/wrangler-project.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";
import { type CleanMachine, startCleanMachine } from "../parts/machine/clean-machine.ts";
import { freePort } from "../parts/machine/loopback.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import {
  argumentsOf,
  commandsOf,
  given,
  isWrangler,
  ourselves,
  scriptsOf,
} from "./shell-commands.ts";
import { snippetsOfKind } from "./snippet-kinds.ts";
import { documents, inlineCodeOf, root } from "./snippets.ts";

const clone = "git clone --quiet https://github.com/hugo-comment-migration/hugo-comment-migration";
const inClone = "cd hugo-comment-migration";
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
/**
 * Lets a clone have the packages of this repository, as if they had been installed there: every run of
 * the tests begins with the installation itself. Its folder holds a link to each package, so that
 * whatever deletes it deletes links.
 */
async function installInto(clone: string): Promise<void> {
  const packages = join(root, "node_modules");
  await mkdir(join(clone, "node_modules"));
  for (const name of await readdir(packages)) {
    await symlink(join(packages, name), join(clone, "node_modules", name));
  }
  // What with-toolchain.mjs leaves when it has installed them.
  const lock = await readFile(join(clone, "package-lock.json"));
  await mkdir(join(clone, ".parts"));
  const stamp = createHash("sha256").update(lock).digest("hex");
  await writeFile(join(clone, ".parts", "npm-packages.sha256"), stamp);
}

const withoutQuestions = { CI: "true", WRANGLER_SEND_METRICS: "false" };
const shown = new Set(
  snippetsOfKind("commands").flatMap(([, snippet]) =>
    commandsOf(snippet).map(({ command }) => command),
  ),
);

/** The comments of the example site where the site's pages look for them, and a database for them. */
async function withExample(use: (env: Readonly<Record<string, string>>) => Promise<void>) {
  await using homeserver = await startEmbeddedHomeserver();
  await seed(homeserver, await readExampleConversations());
  await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
  await use({
    MATRIX_HOMESERVER_URL: homeserver.baseUrl,
    MATRIX_SERVER_NAME: homeserver.serverName,
    CLOUDFLARE_API_BASE_URL: api.baseUrl,
  });
}

describe.skipIf(process.platform === "win32")(
  "the documented commands, where nothing is yet",
  () => {
    let machine: CleanMachine;
    beforeAll(async () => {
      machine = await startCleanMachine();
      await copyExampleSite(join(machine.folder, "your-site"));
      await machine.run([clone]);
      await installInto(join(machine.folder, "hugo-comment-migration"));
    });
    afterAll(() => machine[Symbol.asyncDispose]());

    it("are commands that the documents show", () => {
      expect(
        Object.values(given)
          .flat()
          .filter((command) => !shown.has(command)),
      ).toEqual([]);
    });

    it("look at a site in a terminal, with nothing installed", async () => {
      await withExample(async (env) => {
        const withSecrets = given.inSite.map((command) =>
          command
            .replace(ourselves, `npx --yes git+${machine.published}`)
            .replace("TOKEN=…", `TOKEN=${account.apiToken}`)
            .replace("ID=…", `ID=${account.accountId}`),
        );
        expect(await machine.run(["cd your-site", ...withSecrets], env)).toMatch(
          /^CAUTION: 3\d\d comments on 17 pages can be moved to comments, but read the reason first\. Nothing was written\.$/m,
        );
      });
    });

    it("run the demo, and format and document what is committed", async () => {
      const told = await machine.run([inClone, ...given.inClone]);
      expect(told).toMatch(/16 of 17 pages with 3\d\d comments are in/);
      expect(await machine.run([inClone, "git status --porcelain"])).toBe("");
    });

    it("set the Worker up, try it and rehearse its deployment", async () => {
      const { migrate = "", deploy = "", dev = "" } = scriptsOf("examples/worker");
      expect(dev.split(" && ")).toEqual([migrate.replace(" --remote", " --local"), "wrangler dev"]);
      const port = String(await freePort());
      const [setUp, start] = given.inWorker;
      const inWorker = [inClone, "cd examples/worker"];
      await machine.run([...inWorker, setUp]);
      const rehearsed = await machine.run(
        [...inWorker, `npx ${deploy} --dry-run`],
        withoutQuestions,
      );
      expect(rehearsed).toContain("env.DB (comments)");
      expect(rehearsed).toContain("--dry-run: exiting now.");
      const onPort = `${start} -- --port=${port} --inspector-port=0`;
      await using worker = machine.start([...inWorker, onPort], withoutQuestions);
      await worker.printed(/Ready on/);
      const told = await machine.run(given.toTryWorker.map((one) => one.replace("8787", port)));
      expect(told).toMatch(/"threads":\[\{"id":1,.*"author_name":"Ada","content":"Hello"/);
      const [hide] = given.toModerate;
      const hidden = hide.replace("--remote", "--local").replace("42", "1");
      await machine.run([...inWorker, hidden], withoutQuestions);
      expect(await machine.run([given.toTryWorker[1].replace("8787", port)])).toContain(
        '"threads":[]',
      );
    });

    describeWith("hugo", "chromium")("a site that Hugo serves", () => {
      it("shows the demo's comments in a browser", async () => {
        const [port, sitePort] = [String(await freePort()), String(await freePort())];
        await machine.run([inClone, given.inClone[0]]);
        const inWorker = [inClone, "cd examples/worker"];
        await machine.run([...inWorker, given.inWorker[0]]);
        const site = `http://localhost:${sitePort}`;
        const start = `npm run demo -- --port=${port} --inspector-port=0 --var ALLOWED_ORIGINS:${site}`;
        await using worker = machine.start([...inWorker, start], withoutQuestions);
        const commands = given.toServeDemo.map((command) =>
          command
            .replace("8787", port)
            .replace(/^hugo /, `${currentHugo.path()} --port=${sitePort} `),
        );
        await using hugo = machine.start([inClone, ...commands]);
        await Promise.all([worker.printed(/Ready on/), hugo.printed(/Web Server is available/)]);
        await using browser = await startBrowser();
        const page = await browser.newPage();
        await page.goto(`${site}/2021/02/a-sourdough-starter-in-seven-days/`);
        const comments = page.locator(".comments article");
        await comments.first().waitFor();
        expect(await comments.first().textContent()).toContain("smells like nail varnish");
      });
    });

    it.each(snippetsOfKind("program"))("call it from a program: %s", async (_, { content }) => {
      await withExample(async (env) => {
        const folder = join(machine.folder, "program");
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, "package.json"), '{ "type": "module" }');
        const program = content.replace("/path/to/site", join(machine.folder, "your-site"));
        await writeFile(join(folder, "migrate.ts"), program);
        const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
        const types = `--typeRoots ${join(root, "node_modules", "@types")}`;
        const commands = [
          "cd program",
          `npm install git+${machine.published}`,
          `node ${compiler} --noEmit --strict --module nodenext --target es2024 --types node ${types} --ignoreConfig migrate.ts`,
          "node migrate.ts",
        ];
        const told = await machine.run(commands, {
          ...env,
          CLOUDFLARE_API_TOKEN: account.apiToken,
          CLOUDFLARE_ACCOUNT_ID: account.accountId,
        });
        expect(told).toMatch(/caution 3\d\d$/);
      });
    });
  },
);

describe("without an account at Cloudflare", () => {
  const commands = [...shown, ...documents.flatMap(inlineCodeOf)].filter(isWrangler);

  it.each([...new Set(commands)])("wrangler knows %s", async (command) => {
    const words = argumentsOf(command.replace(/^npx /, "")).slice(1);
    const flags = words.flatMap((word) => /^--[\w-]+/.exec(word)?.[0] ?? []);
    const names = words.filter((word) => /^[a-z\d][a-z\d-]*$/.test(word));
    const { stdout } = await execa(process.execPath, [wranglerPath, ...names, "--help"]);
    expect(stdout).toContain(`wrangler ${names.join(" ")}`);
    for (const flag of flags) expect(stdout).toContain(flag);
  });
});
