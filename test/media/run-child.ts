import { migrateSite } from "../../src/migrate-site.ts";

// Runs a migration in a process of its own, so that it can be killed.

const [repositoryDir = "", settings = "{}"] = process.argv.slice(2);
const { verdict } = await migrateSite({ repositoryDir, settings: JSON.parse(settings) });
process.exitCode = verdict === "complete" ? 0 : 1;
