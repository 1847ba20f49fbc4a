import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { build } from "esbuild";
import { execa } from "execa";
import { wranglerPath } from "../test/parts/d1/wrangler-project.ts";

const comments = 8;
const replies = 2;

/**
 * Imports a sample of comments by Garrul's own importer (scripts/import-disqus.ts) into a local D1
 * with Garrul's tables. The checkout needs its packages (npm install). Undefined without a checkout.
 */
export async function importByGarrul(
  checkout: string | undefined,
  folder: string,
): Promise<{ readonly msPerComment: number } | undefined> {
  if (checkout === undefined || !existsSync(join(checkout, "scripts", "import-disqus.ts"))) {
    return undefined;
  }
  const place = join(folder, "garrul");
  await mkdir(place);
  const importer = join(place, "import-disqus.mjs");
  await build({
    entryPoints: [join(checkout, "scripts", "import-disqus.ts")],
    outfile: importer,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
  });
  // The importer calls the wrangler of the PATH, and finds the database by its binding.
  const wrangler = join(place, "wrangler");
  await writeFile(wrangler, `#!/bin/sh\nexec '${process.execPath}' '${wranglerPath}' "$@"\n`);
  await chmod(wrangler, 0o755);
  const database = { binding: "DB", database_name: "garrul", database_id: "garrul" };
  const config = { name: "garrul", compatibility_date: "2026-01-01", d1_databases: [database] };
  await writeFile(join(place, "wrangler.json"), JSON.stringify(config));
  await writeFile(join(place, "schema.sql"), schemaOf(checkout));
  await writeFile(join(place, "export.xml"), disqusExport());
  const options = {
    cwd: place,
    env: {
      PATH: [place, process.env["PATH"]].join(delimiter),
      WRANGLER_SEND_METRICS: "false",
      CI: "true",
      IP_HASH_SECRET: "bench",
    },
  };
  await execa(wrangler, ["d1", "execute", "DB", "--local", "--file", "schema.sql"], options);
  const start = performance.now();
  await execa(process.execPath, [importer, "export.xml"], options);
  const time = performance.now() - start;
  const count = "SELECT count(*) AS n FROM comments";
  const { stdout } = await execa(
    wrangler,
    ["d1", "execute", "DB", "--local", "--json", "--command", count],
    options,
  );
  if (!stdout.includes(`"n": ${comments}`)) throw new Error(`Garrul did not import all: ${stdout}`);
  return { msPerComment: time / comments };
}

function schemaOf(checkout: string): string {
  const migrations = join(checkout, "src", "db", "migrations");
  const files = readdirSync(migrations).filter((name) => name.endsWith(".sql"));
  return files
    .toSorted()
    .map((name) => readFileSync(join(migrations, name), "utf8"))
    .join("\n");
}

/** Source: https://docs.disqus.com/developers/export/ */
function disqusExport(): string {
  const thread = (n: number) =>
    `<thread dsq:id="${n}"><id>t${n}</id><link>https://blog.example/posts/${n}/</link><title>Post ${n}</title><createdAt>2021-01-01T00:00:00Z</createdAt></thread>`;
  const post = (n: number) =>
    `<post dsq:id="${100 + n}"><id/><message><![CDATA[<p>Comment ${n}: it worked for me after I had read it twice.</p>]]></message><createdAt>2021-01-02T00:0${n}:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Reader ${n % 3}</name><isAnonymous>true</isAnonymous></author><thread dsq:id="${n % replies}"/>${n >= 4 ? `<parent dsq:id="${96 + n}"/>` : ""}</post>`;
  const of = (count: number, element: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => element(n)).join("\n");
  return `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
${of(replies, thread)}
${of(comments, post)}
</disqus>
`;
}
