import type { Finding } from "./comment/finding.ts";
import { MigrationError } from "./comment/migration-error.ts";
import type { SettingName } from "./config/settings.ts";
import type { PageOutcome } from "./migration/outcome.ts";
import type { MigrationObserver } from "./migration/ports.ts";
import type { Report } from "./report/report.ts";
export type { Finding, MigrationObserver, PageOutcome, Report, SettingName };
export { MigrationError };
/** What is moved, and who is told of it. */
export interface MigrateSiteOptions {
    /** Settings by the names of the action's inputs, written as in a workflow. */
    readonly settings: Readonly<Partial<Record<SettingName, string>>>;
    /**
     * Absolute path of the repository with the site: paths in settings and report count from here,
     * and links that lead out of it are not followed.
     */
    readonly repositoryDir: string;
    /**
     * The environment, in which settings are looked for that are not given, and with which Hugo and
     * wrangler are started. None when left out; Hugo and wrangler are then found by their paths alone.
     */
    readonly env?: Readonly<Record<string, string | undefined>>;
    /** Stops the run in good order: what is done is kept, and the next run goes on. */
    readonly signal?: AbortSignal;
    /** Told of pages as they are found, begun and done. */
    readonly observer?: Partial<MigrationObserver>;
    /** Told of each repetition of a request, and of what takes time. */
    readonly log?: (line: string) => void;
}
/**
 * Moves the comments of a site, or does what the setting `mode` says: verifies them, or takes them
 * back. It keeps its checkpoint and writes its report where the settings say, and gives the report;
 * `verdict` tells how it ended. Pages that failed are in it, and throw nothing.
 * @throws MigrationError where nothing could begin, with a `code`, a message and mostly a `remedy`;
 * the signal's reason where it was aborted before the first page
 */
export declare function migrateSite(options: MigrateSiteOptions): Promise<Report>;
