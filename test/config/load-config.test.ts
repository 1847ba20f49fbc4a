import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { secretsOf } from "../../src/config/config.ts";
import { ConfigError } from "../../src/config/config-error.ts";
import { type ConfigSources, loadConfig } from "../../src/config/load-config.ts";
import { settingInfo, settingNames } from "../../src/config/settings.ts";

const enough = {
  "site-name": "blog",
  "database-name": "comments",
  "d1-mode": "local",
} as const;

function load(sources: Partial<ConfigSources> & { readonly yaml?: string }) {
  const { yaml, ...rest } = sources;
  return loadConfig({
    inputs: {},
    env: {},
    inputsAre: "input",
    cwd: "/repo",
    ...(yaml === undefined ? {} : { file: { name: "config.yml", yaml } }),
    ...rest,
  });
}

function problems(sources: Parameters<typeof load>[0]): readonly string[] {
  try {
    load(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((p) => `${p.where}: ${p.message}`);
    throw error;
  }
  return [];
}

describe("configuration", () => {
  it("needs a site name and a database, and knows the rest", () => {
    const config = load({ inputs: enough });
    expect(config).toMatchObject({
      matrix: {
        homeserverUrl: "https://matrix.cactus.chat:8448",
        serverName: "cactus.chat",
        siteName: "blog",
      },
      hugo: { siteDir: "/repo", shortcodes: ["chat"], duplicateSections: "error" },
      migration: {
        dryRun: false,
        checkpointFile: "/repo/.comment-migration/checkpoint.json",
        checkpointFileAsGiven: ".comment-migration/checkpoint.json",
      },
      logging: { level: "info" },
    });
  });

  it("reads every section of the config file", () => {
    const yaml = `
matrix: { homeserver_url: "https://m.example.org/", server_name: example.org, site_name: blog }
cloudflare: { api_base: "https://api.example", database_id: abc, database_name: comments, d1_mode: local, wrangler_path: ./bin/wrangler, wrangler_cwd: worker }
hugo: { content_dir: texts, base_url: "https://blog.example/" }
migration: { dry_run: true, batch_size: 10, delay_between_batches: 20, max_retries: 1, checkpoint_file: c.json, report_dir: out }
logging: { level: debug }
`;
    expect(load({ yaml })).toMatchObject({
      matrix: { homeserverUrl: "https://m.example.org", serverName: "example.org" },
      cloudflare: {
        apiBase: "https://api.example",
        databaseId: "abc",
        wranglerPath: "/repo/bin/wrangler",
        wranglerCwd: "/repo/worker",
      },
      hugo: { contentDir: "texts", baseUrl: "https://blog.example" },
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

  it("lets inputs win over environment over file, for any mix of them", () => {
    const source = fc.option(fc.stringMatching(/^[a-z]{1,8}$/), { nil: undefined });
    fc.assert(
      fc.property(source, source, source, (input, variable, inFile) => {
        const config = () =>
          load({
            inputs: { ...enough, "site-name": input },
            env: { CACTUS_SITE_NAME: variable },
            yaml: inFile === undefined ? "" : `matrix: { site_name: "${inFile}" }`,
          });
        const winner = input ?? variable ?? inFile;
        if (winner === undefined) expect(config).toThrow(ConfigError);
        else expect(config().matrix.siteName).toBe(winner);
      }),
    );
  });

  it("takes an empty input for one that is not given", () => {
    expect(load({ inputs: { ...enough, concurrency: "" } }).migration.concurrency).toBe(5);
  });

  it("knows what must never be seen in a log", () => {
    const inputs = { ...enough, "access-token": "syt_a", "cloudflare-api-token": "cf_b" };
    expect(secretsOf(load({ inputs }))).toEqual(["syt_a", "cf_b"]);
  });
});

describe("a faulty configuration", () => {
  it("is refused with all its faults at once, each with its place", () => {
    const yaml = `matrix:
  site_name: ""
  homserver_url: https://x
migration:
  concurrency: 0
  dry_run: maybe
databse: {}
`;
    expect(problems({ yaml, inputs: { "homeserver-url": "matrix.example" } })).toEqual([
      "config.yml:3 (matrix.homserver_url): is not a setting; known here: site_name, homeserver_url, server_name, access_token",
      "config.yml:7 (databse): is not a section; the sections are matrix, cloudflare, hugo, migration, logging",
      'config.yml:2 (matrix.site_name): must not be empty, but it is ""',
      'input homeserver-url: must be an address that begins with https:// or http://, but it is "matrix.example"',
      'config.yml:6 (migration.dry_run): must be true or false, but it is "maybe"',
      "config.yml:5 (migration.concurrency): must be a whole number from 1 to 50, but it is 0",
      "input database-name: is missing: the name of the D1 database that takes the comments. Also possible: cloudflare.database_name in the config file.",
      "input server-name: is missing: a homeserver-url of your own needs the serverName of the widget. Also possible: matrix.server_name in the config file.",
      "input cloudflare-api-token: is missing: a remote database needs a token with the permission D1 Edit. Store it as a secret. Also possible: cloudflare.api_token in the config file.",
      "input cloudflare-account-id: is missing: a remote database needs the id of its Cloudflare account. Also possible: cloudflare.account_id in the config file.",
    ]);
  });

  it("names file and line of broken YAML", () => {
    expect(problems({ inputs: enough, yaml: "matrix:\n  site_name: [a\n" })[0]).toMatch(
      /^config\.yml:\d+: is not valid YAML/,
    );
  });

  it("names the environment variable that is wrong", () => {
    expect(problems({ inputs: enough, env: { LOG_LEVEL: "loud" } })).toEqual([
      'environment variable LOG_LEVEL: must be one of error, warn, info, debug, but it is "loud"',
    ]);
  });

  it("never repeats a secret", () => {
    const text = problems({ inputs: {}, yaml: "matrix: { access_token: [tippy, top] }" }).join();
    expect(text).toContain("matrix.access_token");
    expect(text).not.toContain("tippy");
  });

  it("is a matter of words for any YAML, never a crash", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (yaml) => {
        problems({ yaml });
      }),
    );
  });
});

describe("the table of settings", () => {
  it("gives each setting a place of its own in the config file and the environment", () => {
    const places = settingNames.map((name) => settingInfo(name).file.join("."));
    const variables = settingNames.flatMap((name) => settingInfo(name).env);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(variables).size).toBe(variables.length);
  });

  it("tells the default in the description, wherever there is one", () => {
    for (const name of settingNames) {
      expect(settingInfo(name).description, name).toMatch(
        /Default: |Required|required|where |Where /,
      );
    }
  });
});
