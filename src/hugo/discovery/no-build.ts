import type { Finding } from "../../domain/finding.ts";
import type { MigrationError } from "../../domain/migration-error.ts";
import type { MountedFolder } from "../asked/site-setup.ts";
import { discoveryMessages } from "./messages.ts";

/** Neither Hugo nor a built site is there: nothing shows which page has which comments. */
export function noHugo(discover: "auto" | "content" | "rendered"): MigrationError {
  return discover === "content"
    ? discoveryMessages.error("no-hugo/content", {})
    : discoveryMessages.error("no-hugo/no-built-site", {});
}

/** The user wants nothing but a built site. */
export function noBuild(failures: readonly string[]): MigrationError {
  return discoveryMessages.error("no-build", { reasons: failures.map(asReason).join(" ") });
}

/** None of the folders is there that should hold content. */
export function noContent(folders: readonly MountedFolder[]): MigrationError {
  const places = folders.map(({ source }) => source).join(", ");
  return discoveryMessages.error("content-dir-not-found", { folders: places });
}

/**
 * Hugo could not build the site.
 * @param instead the built site that was read instead; undefined where there is none
 */
export function buildFailed(failures: readonly string[], instead: string | undefined): Finding {
  const words = { reasons: failures.map(asReason).join(" ") };
  return instead === undefined
    ? discoveryMessages.finding("build-failed/content", words)
    : discoveryMessages.finding("build-failed/built-site", words);
}

/** The site could be built as it is, but not with what was laid over it. */
export function plainBuild(failure: string): Finding {
  return discoveryMessages.finding("plain-build", { reason: asReason(failure) });
}

/** The built site may not be what readers see today. */
export function oldBuild(folder: string, isOlder: boolean): Finding {
  return isOlder
    ? discoveryMessages.finding("build-may-be-old/older", { folder })
    : discoveryMessages.finding("build-may-be-old/unknown", { folder });
}

function asReason(failure: string): string {
  return `Reason: ${failure.replace(/\.?$/, ".")}`;
}
