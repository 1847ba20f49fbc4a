import { nodeTooOld } from "./process/node-version.ts";

export { MigrationError } from "./domain/migration-error.ts";
export type * from "./migrate-site.ts";

const refusal = nodeTooOld(process.versions.node);
if (refusal !== undefined) throw refusal;
// Loaded only now, because an older Node.js fails to load it before it runs a line of it.
const { migrateSite } = await import("./migrate-site.ts");

export { migrateSite };
