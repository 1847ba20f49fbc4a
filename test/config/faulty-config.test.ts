import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enough, problems } from "./sources.ts";

describe("a faulty configuration", () => {
  it("is refused with all its faults at once, each with its place", () => {
    const yaml = `cactus:
  site_name: ""
  homserver_url: https://x
migration:
  concurrency: 0
  follow: maybe
databse: {}
`;
    expect(problems({ yaml, inputs: { "homeserver-url": "matrix.example" } })).toEqual([
      "config.yml:3 (cactus.homserver_url): is not a setting of this section, which has site_name, homeserver_url, server_name, access_token, user, password, ignore_senders. Did you mean homeserver_url?",
      "config.yml:7 (databse): is not a section; the sections are source, cactus, export, matching, cloudflare, target, media, hugo, migration, replace, github, logging",
      'config.yml:2 (cactus.site_name): must be a name, or names separated by commas; put it in quotes if it looks like a number, but it is ""',
      'input homeserver-url: must be an address that starts with https:// or http://, without user name, password, ? and #, but it is "matrix.example"',
      "config.yml:5 (migration.concurrency): must be a whole number from 1 to 50, but it is 0",
      'config.yml:6 (migration.follow): must be one of all, new, none, but it is "maybe"',
      "input database-name: is missing: the name of the D1 database that takes the comments. Also possible: environment variable D1_DATABASE_NAME, cloudflare.database_name in the config file.",
      "input cloudflare-api-token: is missing: a remote database needs a token with the permission D1 Edit. Store it as a secret. Also possible: environment variable CLOUDFLARE_API_TOKEN.",
      "input cloudflare-account-id: is missing: a remote database needs the id of its Cloudflare account. Also possible: environment variable CLOUDFLARE_ACCOUNT_ID, cloudflare.account_id in the config file.",
      "input server-name: is missing: a homeserver-url of your own needs the serverName of the widget. Also possible: environment variable MATRIX_SERVER_NAME, cactus.server_name in the config file.",
    ]);
  });

  it("is refused where settings of media don't fit together, with all of them at once", () => {
    const r2 = { media: "r2", "media-folder": "static/pictures" };
    expect(problems({ inputs: { ...enough, ...r2 } })).toEqual([
      "input media-folder: is only for media: repository",
      expect.stringMatching(/^input r2-bucket: is missing/),
      expect.stringMatching(/^input media-url: is missing/),
    ]);
    const link = { "r2-bucket": "pictures", "media-url": "https://m.example", "media-limit": "3" };
    expect(problems({ inputs: { ...enough, ...link } })).toEqual([
      "input r2-bucket: is only for media: r2",
      "input media-url: is only for media: r2",
      "input media-limit: is only for media: repository or r2",
    ]);
    expect(problems({ inputs: { ...enough, media: "repository", shard: "1/4" } })).toEqual([
      "input media: can't be repository in the job of a shard, whose files are lost with the job: use r2, or a run without shards",
    ]);
  });

  it("has a preview of a dry run of the whole site only", () => {
    const preview = { ...enough, preview: "true" };
    expect(problems({ inputs: preview })).toEqual([
      "input preview: is only for mode dry-run, but mode is migrate",
    ]);
    expect(problems({ inputs: { ...preview, mode: "dry-run", shard: "1/4" } })).toEqual([
      "input preview: can't be true with shard: a preview shows the whole site",
    ]);
    expect(problems({ inputs: { ...preview, mode: "dry-run" } })).toEqual([]);
  });

  it("names the environment variable that is wrong", () => {
    expect(problems({ inputs: enough, env: { MIGRATION_LOG_LEVEL: "loud" } })).toEqual([
      'environment variable MIGRATION_LOG_LEVEL: must be one of error, warn, info, debug, but it is "loud"',
    ]);
  });

  it.each([
    ["homeserver-url", "https:matrix.example"],
    ["homeserver-url", "ftp://matrix.example"],
    ["homeserver-url", "https://matrix.example/?a=b"],
    ["server-name", "https://example.org"],
    ["server-name", "example.org/"],
    ["site-name", "#comments_blog:example.org"],
    ["access-token", "syt_a\nsyt_b"],
    ["access-token", "syt_a…"],
    ["ignore-senders", "spammer"],
    ["ignore-senders", "@a:example.org, b"],
    ["cloudflare-account-id", "acc"],
    ["media", "cdn"],
    ["media-folder", "static"],
    ["media-folder", "static/../content"],
    ["media-folder", "/static/media"],
    ["media-folder", "assets/media"],
    ["r2-bucket", "My_Bucket"],
    ["media-url", "media.example"],
    ["media-limit", "0"],
    ["hugo-version", "latest"],
    ["hugo-version", "0.152"],
    ["hugo-version", "../0.152.2"],
    ["concurrency", "0"],
    ["concurrency", "51"],
    ["concurrency", "2.5"],
    ["concurrency", "1e1"],
    ["concurrency", "99999999999999999999999"],
    ["time-budget", "soon"],
    ["time-budget", "0"],
    ["time-budget", "5 days"],
    ["shard", "5/4"],
    ["shard", "2/4 [1]"],
    ["resume", "always"],
    ["resume", "never"],
    ["d1-mode", "Local"],
    ["duplicate-sections", "first"],
    ["fail-on", "all"],
    ["shortcodes", " , "],
  ] as const)("names %s once when it is %j", (name, value) => {
    const others = { "homeserver-url": "https://matrix.example", "server-name": "example.org" };
    const faults = problems({ inputs: { ...enough, ...others, [name]: value } });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^input ${name}: must `));
  });

  it.each(["migrate", "rollback", "plan", "report"])("accepts no failure with mode %s", (mode) => {
    expect(problems({ inputs: { ...enough, mode, baseline: "known.json" } })).toEqual([
      `input baseline: is only for mode dry-run and verify: with mode ${mode}, no failure is accepted`,
    ]);
  });

  it("has no baseline in the job of a shard", () => {
    const inputs = { ...enough, mode: "verify", shard: "2/4", baseline: "known.json" };
    expect(problems({ inputs })).toEqual([
      "input baseline: must not be set in the job of a shard, which does not see the problems of the other shards",
    ]);
  });

  it("asks about the nearest word where a value is mistyped, and about none where it is another word", () => {
    expect(problems({ inputs: { ...enough, mode: "migrte", resume: "off" } })).toEqual([
      'input mode: must be one of migrate, dry-run, plan, report, verify, rollback, rollback-dry-run, archive, but it is "migrte". Did you mean migrate?',
      'input resume: must be one of auto, required, restart, but it is "off"',
    ]);
  });

  it("names the id of a remote database by its form, before anything is asked of Cloudflare", () => {
    const account = { "cloudflare-api-token": "t", "cloudflare-account-id": "0".repeat(32) };
    const remote = { ...enough, ...account, "d1-mode": "remote" };
    expect(problems({ inputs: { ...remote, "database-id": "comments" } })).toEqual([
      expect.stringMatching(/^input database-id: must be the id of a D1 database/),
    ]);
    const uuid = "11111111-2222-3333-4444-555555555555";
    expect(problems({ inputs: { ...remote, "database-id": uuid } })).toEqual([]);
  });

  it.each(["disqus", "github", "wordpress"])("lets media of %s be copied", (source) => {
    const of =
      source === "github"
        ? { "github-repository": "crumbs/blog" }
        : { "source-file": "comments.xml" };
    const media = { media: "repository", source, ...of };
    expect(problems({ inputs: { "database-name": "c", "d1-mode": "local", ...media } })).toEqual(
      [],
    );
  });

  it.each(["artrans", "remark42", "isso", "commento", "staticman"])(
    "says that %s keeps no files that could be copied",
    (source) => {
      const media = { media: "repository", source, "source-file": "comments" };
      const inputs = { "database-name": "c", "d1-mode": "local", ...media };
      expect(problems({ inputs })).toEqual([
        `input media: must be link for the source ${source}: its comments show pictures of other servers, and it keeps none itself that could be copied`,
      ]);
      expect(problems({ inputs: { ...inputs, media: "link" } })).toEqual([]);
    },
  );

  it("knows the kinds of sources, and demands nothing of one that it doesn't know", () => {
    const inputs = { "database-name": "comments", "d1-mode": "local", source: "telegraph" };
    expect(problems({ inputs })).toEqual([
      'input source: must be one of cactus, disqus, github, wordpress, artrans, remark42, isso, commento, staticman, but it is "telegraph"',
    ]);
  });

  it("takes no value of a wrong type for a path", () => {
    expect(problems({ inputs: enough, yaml: "migration: { report_dir: 7 }" })).toEqual([
      "config.yml:1 (migration.report_dir): must be text; put it in quotes if it looks like a number, but it is 7",
    ]);
  });

  it("names the values that are allowed", () => {
    const inputs = { ...enough, "duplicate-sections": "first", "max-retries": "many" };
    expect(problems({ inputs })).toEqual([
      'input duplicate-sections: must be one of error, oldest, newest, default-language, but it is "first"',
      'input max-retries: must be a whole number from 0 to 20, but it is "many"',
    ]);
  });

  it.each([
    ["matrix-user", "matrix-password"],
    ["matrix-password", "matrix-user"],
  ])("asks for what belongs to %s", (given, missing) => {
    expect(problems({ inputs: { ...enough, [given]: "alice" } })).toEqual([
      expect.stringMatching(new RegExp(`^input ${missing}: is missing`)),
    ]);
  });

  it("asks for the address of a homeserver of one's own", () => {
    expect(problems({ inputs: { ...enough, "server-name": "example.org" } })).toEqual([
      expect.stringMatching(/^input homeserver-url: is missing/),
    ]);
  });

  it("calls inputs flags in a terminal", () => {
    const inputs = { ...enough, concurrency: "0" };
    expect(problems({ inputs, inputsAre: "flag" })[0]).toMatch(/^flag concurrency: /);
  });

  it.each([
    { yaml: "cactus: { access_token: [tippy, top] }" },
    { yaml: "cloudflare: { api_token: { tippy: top } }" },
    { inputs: { ...enough, "access-token": "tippy top" } },
    { inputs: enough, env: { CLOUDFLARE_API_TOKEN: "tippy\ntop" } },
  ])("never repeats a secret: %j", (sources) => {
    const text = problems(sources).join();
    expect(text).toMatch(/access_token|api_token|access-token|CLOUDFLARE_API_TOKEN/);
    expect(text).not.toContain("tippy");
  });

  it("does not repeat the password in an address", () => {
    const inputs = { ...enough, "cloudflare-api-base": "https://me:hush@api.example" };
    const [fault] = problems({ inputs });
    expect(fault).toMatch(/without user name, password/);
    expect(fault).not.toContain("hush");
  });

  it("says so together with other faults when the config file can't be read, and asks for nothing that it may hold", () => {
    const problem = { where: "input config-file", message: "the file x.yml can't be read" };
    expect(problems({ inputs: { concurrency: "0" }, file: { problem } })).toEqual([
      "input config-file: the file x.yml can't be read",
      'input concurrency: must be a whole number from 1 to 50, but it is "0"',
    ]);
  });

  it("is a matter of words for any YAML, never a crash", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (yaml) => {
        problems({ yaml });
      }),
    );
  });
});
