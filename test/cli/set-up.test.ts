import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runCli } from "../../src/cli/run-cli.ts";
import { type Asking, setUp } from "../../src/cli/set-up.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { loadSetup } from "../../src/config/load-setup.ts";
import { readsFiles, sourceKindNames } from "../../src/config/source-kinds.ts";
import { schemaNames } from "../../src/domain/comment-system.ts";
import { checkOutSite, type SiteCheckout } from "../e2e/migration-site.ts";

const never = new AbortController().signal;
const settingsFile = "comment-migration.yml";
const workflowFile = ".github/workflows/migrate-comments.yml";

describe("init", () => {
  let checkout: SiteCheckout;
  beforeEach(async () => {
    checkout = await checkOutSite();
    await mkdir(join(checkout.workspace, ".git"));
  });
  afterEach(() => checkout[Symbol.asyncDispose]());

  async function init(...flags: readonly string[]) {
    let [shown, told] = ["", ""];
    const exitCode = await runCli(
      {
        args: ["init", ...flags],
        env: {},
        cwd: checkout.workspace,
        stdout: { write: (text) => (shown += text) },
        stderr: { write: (text) => (told += text) },
      },
      never,
    );
    return { exitCode, shown, told };
  }

  const read = (path: string) => readFile(join(checkout.workspace, path), "utf8");

  async function everything(): Promise<ReadonlyMap<string, string>> {
    const entries = await readdir(checkout.workspace, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return new Map(
      await Promise.all(
        files.map(async ({ parentPath, name }) => {
          const path = join(parentPath, name);
          return [path, await readFile(path, "latin1")] as const;
        }),
      ),
    );
  }

  it("shows what it writes, and the next steps", async () => {
    const { exitCode, shown } = await init("--database-name", "crumbs");
    expect(exitCode).toBe(0);
    expect(shown).toContain(`+ ${settingsFile}`);
    expect(shown).toContain("      kind: cactus");
    expect(shown).toMatch(/Wrote 3 files\.\n\nNext:\n1\. Store CLOUDFLARE_API_TOKEN/);
    expect(await read(settingsFile)).toContain("database_name: crumbs");
  });

  it("changes nothing when it is run again", async () => {
    await init();
    const before = await everything();
    const { exitCode, shown } = await init();
    expect(exitCode).toBe(0);
    expect(shown).toContain("Nothing to write.");
    expect(await everything()).toEqual(before);
  });

  it("leaves what is there, and says so", async () => {
    await writeFile(join(checkout.workspace, settingsFile), "# mine\n");
    const { shown } = await init();
    expect(shown).toContain(`! ${settingsFile} is there with other content, and stays as it is`);
    expect(await read(settingsFile)).toBe("# mine\n");
    expect(await read(workflowFile)).toContain("Migrate comments");
  });

  it("checks submodules out where themes are some", async () => {
    await writeFile(join(checkout.workspace, ".gitmodules"), "\tpath = themes/a\n");
    await init();
    expect(await read(workflowFile)).toMatch(/checkout@v5\n +with:\n +submodules: true\n/);
  });

  it("asks for the export where the source needs one", async () => {
    const { shown } = await init("--source", "disqus");
    expect(shown).toMatch(/1\. Export the comments .*export\.files/);
    expect((await init("--source", "disqus", "--source-file", "a.xml")).shown).not.toMatch(
      /Export/,
    );
  });

  it("refuses a folder that is no Hugo site, and a word that is none", async () => {
    await rm(join(checkout.workspace, "hugo.toml"));
    expect(await init()).toMatchObject({
      exitCode: 1,
      told: expect.stringMatching(/is no folder of a Hugo site/),
    });
    expect(await init("--source", "disqs")).toMatchObject({
      exitCode: 1,
      told: expect.stringMatching(/flag source: must be one of/),
    });
  });

  const all = sourceKindNames.flatMap((source) =>
    schemaNames.map((schema) => [source, schema] as const),
  );

  it.each(all)(
    "writes settings for %s to %s that a run takes, and that editors know",
    async (source, schema) => {
      const file = readsFiles(source) ? ["--source-file", "comments/*.gz"] : [];
      await init("--source", source, "--target-schema", schema, ...file, "--json");
      const yaml = await read(settingsFile);
      const env = {
        CLOUDFLARE_API_TOKEN: "token",
        CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef",
      };
      const config = loadConfig({
        inputs: {},
        env,
        inputsAre: "input",
        cwd: checkout.workspace,
        file: { name: settingsFile, yaml },
      });
      expect(config.source).toMatchObject({ kind: source });
      expect(config.target).toMatchObject({ schema });
      const schemaFile = new URL("../../docs/comment-migration.schema.json", import.meta.url);
      const validate = new Ajv({ strict: false }).compile(
        JSON.parse(await readFile(schemaFile, "utf8")),
      );
      expect(validate(parse(yaml)), JSON.stringify(validate.errors)).toBe(true);
    },
  );

  it("has editors find a key that is none", async () => {
    const schemaFile = new URL("../../docs/comment-migration.schema.json", import.meta.url);
    const validate = new Ajv({ strict: false }).compile(
      JSON.parse(await readFile(schemaFile, "utf8")),
    );
    expect(validate({ target: { schema: "classic" } })).toBe(true);
    expect(validate({ target: { shema: "classic" } })).toBe(false);
    expect(validate({ target: { schema: "clasic" } })).toBe(false);
  });

  it("leaves a folder in the place of a file as it is", async () => {
    await mkdir(join(checkout.workspace, settingsFile));
    const { exitCode, shown } = await init();
    expect(exitCode).toBe(0);
    expect(shown).toContain(`! ${settingsFile} is there with other content, and stays as it is`);
    expect(await readdir(join(checkout.workspace, settingsFile))).toEqual([]);
  });

  it("says what a mistyped value probably means", async () => {
    expect((await init("--target-schema", "garul")).told).toContain(
      'but it is "garul". Did you mean garrul?',
    );
  });

  it("writes what somebody chose, and nothing where they go away or don't agree", async () => {
    const given = loadSetup({ cwd: checkout.workspace, env: {}, inputs: {}, inputsAre: "flag" });
    const shown = { json: false, program: "hugo-comment-migration", write() {} };
    const before = await everything();
    const agrees = async () => false;
    expect(await setUp(given, { ask: async () => undefined, agrees }, shown)).toBe(false);
    const ask: Asking["ask"] = async ({ choices }) => ({
      ...choices,
      ...({ source: "wordpress", databaseName: "loaves", targetSchema: "garrul" } as const),
    });
    expect(await setUp(given, { ask, agrees }, shown)).toBe(false);
    expect(await everything()).toEqual(before);
    expect(await setUp(given, { ask, agrees: async () => true }, shown)).toBe(true);
    expect(parse(await read(settingsFile))).toMatchObject({
      source: { kind: "wordpress" },
      cloudflare: { database_name: "loaves" },
      target: { schema: "garrul" },
    });
  });
});
