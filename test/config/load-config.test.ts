import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Document } from "yaml";
import { ConfigError } from "../../src/config/config-error.ts";
import { formerSettings } from "../../src/config/former-settings.ts";
import { type SettingName, settingInfo, settingNames } from "../../src/config/settings.ts";
import { cactusOf } from "./cactus-of.ts";
import { enough, load } from "./sources.ts";

/** What each source says about one setting. */
interface Given {
  readonly input?: unknown;
  readonly variable?: unknown;
  readonly inFile?: unknown;
}

function winner<T>(given: { readonly input?: T; readonly variable?: T; readonly inFile?: T }) {
  return given.input ?? given.variable ?? given.inFile;
}

/** Inputs, environment and file that say these things about settings, beside {@link enough}. */
function sourcesOf(given: Partial<Readonly<Record<SettingName, Given>>>) {
  const inputs: Record<string, string | undefined> = { ...enough, "site-name": undefined };
  const env: Record<string, string> = {};
  const yaml = new Document({});
  for (const name of settingNames) {
    const { input, variable, inFile } = given[name] ?? {};
    const info = settingInfo(name);
    if (input !== undefined) inputs[name] = String(input);
    if (variable !== undefined) for (const key of info.env) env[key] = String(variable);
    if (inFile !== undefined) yaml.setIn(info.file, inFile);
  }
  return { inputs, env, yaml: yaml.toString() };
}

describe("configuration", () => {
  it("needs a site name and a database, and knows the rest", () => {
    const config = load({ inputs: enough });
    expect(config).toMatchObject({
      source: {
        kind: "cactus",
        serverUrl: "https://matrix.cactus.chat:8448",
        serverName: "cactus.chat",
        siteNames: ["blog"],
      },
      hugo: { siteDir: "/repo", discover: "auto", duplicateSections: "error" },
      migration: {
        dryRun: false,
        checkpointFile: "/repo/.comment-migration/checkpoint.json",
        checkpointFileAsGiven: ".comment-migration/checkpoint.json",
      },
      logging: { level: "info" },
    });
  });

  it.each([
    [undefined, undefined],
    ["auto", "auto"],
    ["None", "none"],
    ["v0.152.2", "0.152.2"],
    [" 0.152.2 ", "0.152.2"],
  ])("takes the Hugo version %j as %j", (written, version) => {
    const config = load({ inputs: { ...enough, "hugo-version": written } });
    expect(config.hugo.hugoVersion).toBe(version);
  });

  it("reads every section of the config file", () => {
    const yaml = `
cactus: { homeserver_url: "https://m.example.org/", server_name: example.org, site_name: blog }
cloudflare: { api_base: "https://api.example", database_id: abc, database_name: comments, d1_mode: local, wrangler_dir: worker }
hugo: { base_url: "https://blog.example/" }
migration: { mode: dry-run, batch_size: 10, delay_between_batches: 20, max_retries: 1, checkpoint_file: c.json, report_dir: out }
logging: { level: debug }
`;
    expect(load({ yaml })).toMatchObject({
      source: { serverUrl: "https://m.example.org", serverName: "example.org" },
      cloudflare: {
        apiBase: "https://api.example",
        databaseId: "abc",
        wranglerDir: "/repo/worker",
      },
      hugo: { baseUrl: "https://blog.example" },
      migration: {
        dryRun: true,
        batchSize: 10,
        delayBetweenBatches: 20,
        maxRetries: 1,
        reportDir: "/repo/out",
      },
      logging: { level: "debug" },
    });
  });

  it("lets inputs win over environment over file over defaults, for any mix of them", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const number = fc.integer({ min: 1, max: 50 });
    const level = fc.constantFrom("error", "warn", "info", "debug");
    const from = <T>(value: fc.Arbitrary<T>) =>
      fc.record({ input: value, variable: value, inFile: value }, { requiredKeys: [] });
    const sources = [
      from(word),
      from(number),
      from(fc.constantFrom("migrate", "dry-run")),
      from(level),
      from(word),
    ] as const;
    fc.assert(
      fc.property(...sources, (site, concurrency, mode, logLevel, reportDir) => {
        const given = {
          "site-name": site,
          concurrency,
          mode,
          "log-level": logLevel,
          "report-dir": reportDir,
        };
        const config = () => load({ ...sourcesOf(given), cwd: "/repo" });
        const siteName = winner(site);
        if (siteName === undefined) {
          expect(config).toThrow(ConfigError);
          return;
        }
        expect(config()).toMatchObject({
          source: { siteNames: [siteName] },
          migration: {
            concurrency: winner(concurrency) ?? 5,
            dryRun: winner(mode) === "dry-run",
            reportDir: `/repo/${winner(reportDir) ?? ".comment-migration/report"}`,
          },
          logging: { level: winner(logLevel) ?? "info" },
        });
      }),
    );
  });

  it("takes an empty input for one that is not given", () => {
    expect(load({ inputs: { ...enough, concurrency: "" } }).migration.concurrency).toBe(5);
  });

  it.each([
    { inputs: { "homeserver-url": "https://matrix.cactus.chat:8448/" } },
    { inputs: { "server-name": "cactus.chat" } },
  ])("knows the other half of Cactus's public server from $inputs", ({ inputs }) => {
    expect(load({ inputs: { ...enough, ...inputs } }).source).toMatchObject({
      serverUrl: "https://matrix.cactus.chat:8448",
      serverName: "cactus.chat",
    });
  });

  it.each(["chat, comments", " chat ,comments,"])("takes %j for a list of names", (list) => {
    const config = load({ inputs: { ...enough, shortcodes: list } });
    expect(config.hugo.shortcodes).toEqual(["chat", "comments"]);
  });

  it("has the value of each setting in the section and property that the table names", () => {
    const config = load({ inputs: enough });
    for (const name of settingNames) {
      const { section, property } = settingInfo(name);
      expect(config).toHaveProperty([section, property]);
    }
  });

  it.each([
    ["input", { inputs: { ...enough, "report-dir": " out/report " } }],
    ["variable", { inputs: enough, env: { MIGRATION_REPORT_DIR: "out/report" } }],
    ["config file", { inputs: enough, yaml: "migration: { report_dir: ./out/report }" }],
  ])("counts a path from the working folder, given by %s", (_, sources) => {
    expect(load(sources).migration.reportDir).toBe("/repo/out/report");
  });

  it("keeps, beside their absolute paths, what the cache and the archive are called", () => {
    const inputs = {
      ...enough,
      "checkpoint-file": "./state/c.json",
      "site-dir": "site",
      archive: "data/comments",
    };
    const { migration, target } = load({ inputs });
    expect(migration).toMatchObject({
      checkpointFile: "/repo/state/c.json",
      checkpointFileAsGiven: "./state/c.json",
    });
    expect(target).toMatchObject({
      archive: "/repo/site/data/comments",
      archiveAsGiven: "data/comments",
    });
  });

  it.each([
    ["migrate", "migrate", false],
    ["dry-run", "migrate", true],
    ["rollback", "rollback", false],
    ["rollback-dry-run", "rollback", true],
    ["verify", "verify", false],
  ])("takes mode %s for %s, and dry: %j", (written, mode, dryRun) => {
    const { migration } = load({ inputs: { ...enough, mode: written } });
    expect(migration).toMatchObject({ mode, dryRun });
  });

  it.each([
    [{ replace: "show" }, { to: "working-tree", showsOnly: true }],
    [{ replace: "working-tree" }, { to: "working-tree", showsOnly: false }],
    [
      { replace: "working-tree", mode: "dry-run" },
      { to: "working-tree", showsOnly: true },
    ],
    [
      { replace: "show", mode: "verify" },
      { to: "working-tree", showsOnly: true },
    ],
  ])("takes %j for %j", (given, replace) => {
    expect(load({ inputs: { ...enough, ...given } }).replace).toMatchObject(replace);
  });

  it.each(Object.entries(formerSettings))(
    "refuses the former setting %s, wherever it is given, with what to set instead",
    (name, { env, file: [section, key], instead }) => {
      const former = `is no setting any more: ${instead}`;
      const refused = (sources: Parameters<typeof load>[0]) => {
        try {
          load(sources);
        } catch (error) {
          if (error instanceof ConfigError) return error.problems;
          throw error;
        }
        return [];
      };
      expect(refused({ inputs: { ...enough, [name]: "x" } })).toEqual([
        { where: `input ${name}`, message: former },
      ]);
      for (const variable of env) {
        expect(refused({ inputs: enough, env: { [variable]: "false" } })).toEqual([
          { where: `environment variable ${variable}`, message: former },
        ]);
      }
      const yaml = `${section}: { ${key}: x }`;
      expect(refused({ inputs: enough, yaml })).toEqual([
        { where: expect.stringContaining(`(${section}.${key})`), message: former },
      ]);
    },
  );

  it("gives folders and files as absolute paths", () => {
    const inputs = {
      ...enough,
      "persist-to": "../state",
      "wrangler-dir": "w",
      "site-dir": "/site",
    };
    const { cloudflare, hugo } = load({ inputs });
    expect(cloudflare).toMatchObject({ persistTo: "/state", wranglerDir: "/repo/w" });
    expect(hugo.siteDir).toBe("/site");
  });

  it("looks up commands without a slash on the PATH, and others as files", () => {
    const hugoAt = (path: string) =>
      load({ inputs: { ...enough, "hugo-path": path } }).hugo.hugoPath;
    expect(hugoAt("hugo-extended")).toBe("hugo-extended");
    expect(hugoAt("bin/hugo")).toBe("/repo/bin/hugo");
  });

  it("is not moved by variables that other programs use too", () => {
    const env = { LOG_LEVEL: "trace", DRY_RUN: "1", NODE_ENV: "test", PATH: "/bin" };
    expect(load({ inputs: enough, env })).toEqual(load({ inputs: enough }));
  });

  it("knows what must never be seen in a log", () => {
    const inputs = { ...enough, "access-token": "syt_a", "cloudflare-api-token": "cf_b" };
    const user = { "matrix-user": "alice", "matrix-password": "a b " };
    expect(load({ inputs: { ...inputs, ...user } }).secrets).toEqual(["syt_a", "a b ", "cf_b"]);
  });

  it("warns of a secret in the config file, even where an input wins over it", () => {
    const yaml = "cactus:\n  access_token: syt_in_file\n";
    const config = load({ inputs: { ...enough, "access-token": "syt_input" }, yaml });
    expect(cactusOf(config).accessToken).toBe("syt_input");
    expect(config.findings).toMatchObject([
      {
        severity: "warning",
        code: "secret-in-config-file",
        location: { file: "config.yml", line: 2 },
      },
    ]);
    expect(JSON.stringify(config.findings)).not.toContain("syt_");
  });

  it("has nothing to warn of where secrets come from elsewhere", () => {
    const env = { MATRIX_ACCESS_TOKEN: "syt_a", CLOUDFLARE_API_TOKEN: "cf_b" };
    expect(load({ inputs: enough, env, yaml: "logging: { level: info }" }).findings).toEqual([]);
  });
});
