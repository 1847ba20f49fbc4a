import { migrateSite } from "../../src/migrate-site.ts";

// Runs a migration in a process of its own, so that it can be killed, or stopped as the hosts stop theirs.

const [repositoryDir = "", settings = "{}"] = process.argv.slice(2);
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
const { verdict } = await migrateSite({
  repositoryDir,
  settings: JSON.parse(settings),
  signal: stop.signal,
});
process.exitCode = verdict === "complete" ? 0 : 1;
