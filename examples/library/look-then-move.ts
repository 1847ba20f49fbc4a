import { resolve } from "node:path";
import process from "node:process";
import { MigrationError, migrateSite } from "hugo-comment-migration";

// Looks at a site first, and moves its comments only where nothing is in the way.
//   node look-then-move.ts <repository>
// The token and the account come from CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID.

const site = {
  repositoryDir: resolve(process.argv[2] ?? "."),
  env: process.env,
  log: (line: string) => console.error(line),
};
const settings = { "database-name": "comments" };

try {
  const look = await migrateSite({ ...site, settings: { ...settings, "dry-run": "true" } });
  console.log(`${look.pages.total} pages, ${look.comments.extracted} comments.`);
  const errors = look.findings.filter(({ severity }) => severity === "error");
  for (const { message } of errors) console.log(message);

  if (errors.length === 0 && look.failedPages.length === 0) {
    const { verdict, comments } = await migrateSite({ ...site, settings });
    console.log(`${verdict}: ${comments.imported} comments are in the database.`);
    process.exitCode = verdict === "complete" ? 0 : 1;
  } else {
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof MigrationError)) throw error;
  console.error(`${error.message} ${error.remedy ?? ""}`);
  process.exitCode = 1;
}
