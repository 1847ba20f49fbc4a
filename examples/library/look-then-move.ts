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
  const look = await migrateSite({ ...site, settings: { ...settings, mode: "dry-run" } });
  if (look.mode !== "dry-run") throw new Error("a dry run was asked for");
  console.log(`${look.pages.total} pages, ${look.comments.extracted} comments.`);
  for (const { message } of look.trial.reasons) console.log(message);

  if (look.trial.judgement === "no-go") {
    process.exitCode = 1;
  } else {
    const moved = await migrateSite({ ...site, settings });
    if (moved.mode !== "migrate") throw new Error("a migration was asked for");
    console.log(`${moved.verdict}: ${moved.comments.imported} comments are in the database.`);
    process.exitCode = moved.verdict === "complete" ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof MigrationError)) throw error;
  console.error(`${error.message} ${error.remedy ?? ""}`);
  process.exitCode = 1;
}
