import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { z } from "zod";
import { createLocalTransport } from "../src/d1/local/local-transport.ts";
import { statement, withLiterals } from "../src/d1/sql/statement.ts";
import { statementSeparator } from "../src/d1/transport/transport.ts";
import { sqlInjections } from "../test/d1/sql-injections.ts";
import { row } from "../test/d1/stored-rows.ts";
import { targetOn } from "../test/parts/d1/target-on.ts";
import { makeEveryKindOfCall } from "../test/targets/schemas/every-kind-of-call.ts";
import { knownSchemas } from "../test/targets/schemas/known-schemas.ts";
import { tablesOf } from "../test/targets/schemas/open-schema.ts";

// node scripts/wrangler-versions.ts 4.100.0 4.164.0 [--folder <where they are installed, and kept>]
// Tries wranglers, for the table in docs/targets.md: each moves comments of hostile texts into a local database for
// every comment system, edits them, moves them to another page and takes them back; and each has to divide the
// calls of that, as it would for a database at Cloudflare, into the statements of which they were made.

const { values, positionals: versions } = parseArgs({
  options: { folder: { type: "string" } },
  allowPositionals: true,
});
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "wrangler-versions-"));
const never = new AbortController().signal;
const splitter = z.object({
  unstable_splitSqlQuery: z.custom<(sql: string) => string[]>((value) => value instanceof Function),
});

const comments = sqlInjections.map((content, index) =>
  row(`$${index}`, {
    content,
    authorName: content.slice(0, 60),
    pageId: "/a/",
    parentSourceId: index % 3 === 0 ? null : `$${index - 1}`,
    createdAt: new Date(Date.UTC(2024, 0, 1, 0, index)).toISOString(),
  }),
);

for (const version of versions) {
  const project = join(folder, version);
  install(version, project);
  const { unstable_splitSqlQuery: split } = splitter.parse(
    createRequire(join(project, "package.json"))("wrangler"),
  );
  const failures: string[] = [];
  for (const { name, schema } of knownSchemas) {
    const persistTo = mkdtempSync(join(tmpdir(), "wrangler-versions-d1-"));
    try {
      await using transport = createLocalTransport({
        wranglerDir: project,
        databaseName: "comments",
        persistTo,
        env: { PATH: process.env["PATH"], HOME: persistTo, WRANGLER_SEND_METRICS: "false" },
      });
      if (schema.create.length === 0)
        await transport.run(
          tablesOf(schema).map((sql) => statement(sql)),
          never,
        );
      const run = transport.run.bind(transport);
      let divided = 0;
      transport.run = (statements, signal) => {
        const texts = statements.map(withLiterals);
        if (!isDeepStrictEqual(split(texts.join(statementSeparator)), texts)) divided += 1;
        return run(statements, signal);
      };
      const target = targetOn(transport, {}, schema);
      const written = await makeEveryKindOfCall(target, schema, comments, "edited; END");
      const left = (await target.readHeld("all", never)).length;
      if (written !== comments.length)
        failures.push(`${name}: ${written} of ${comments.length} written`);
      if (left !== 0) failures.push(`${name}: ${left} left after the rollback`);
      if (divided !== 0) failures.push(`${name}: ${divided} calls divided otherwise`);
    } catch (error) {
      failures.push(`${name}: ${String(error)}`);
    } finally {
      rmSync(persistTo, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  console.log(`| ${version} | ${failures.length === 0 ? "all" : failures.join("; ")} |`);
  if (failures.length > 0) process.exitCode = 1;
}
if (values.folder === undefined) rmSync(folder, { recursive: true, maxRetries: 5 });

/** Unless it is there. */
function install(version: string, project: string): void {
  if (existsSync(join(project, "node_modules", "wrangler"))) return;
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "private": true }');
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  const { status } = spawnSync("npm", [...args, `wrangler@${version}`], {
    cwd: project,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`wrangler ${version} can't be installed`);
}
