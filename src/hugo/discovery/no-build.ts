import type { Finding } from "../../domain/finding.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import type { SourceLocation } from "../../domain/source-location.ts";
import type { MountedFolder } from "../asked/site-setup.ts";

const waysOut =
  "Install Hugo, or name one with hugo-path; or have it fetched with hugo-version (auto, or a version); or run the migration after the step that builds your site, with public-dir set to what it built.";

/** Neither Hugo nor a built site is there: nothing tells which page shows which comments. */
export function noHugo(discover: "auto" | "content" | "rendered"): MigrationError {
  const also = discover === "content" ? "" : ", and there is no built site to look at";
  return new MigrationError(
    "no-hugo",
    `Hugo was not found${also}: nothing can tell which pages show comments, and at which address.`,
    { remedy: waysOut },
  );
}

/** The user wants nothing but a built site. */
export function noBuild(failures: readonly string[]): MigrationError {
  return new MigrationError(
    "no-build",
    `There is no built site to look at, and Hugo could not build one. ${failures.map(reason).join(" ")}`,
    { remedy: waysOut },
  );
}

/** None of the folders is there that should hold content. */
export function noContent(folders: readonly MountedFolder[]): MigrationError {
  const places = folders.map(({ source }) => source).join(", ");
  return new MigrationError(
    "content-dir-not-found",
    `There is no content folder (looked for ${places}).`,
    { remedy: "Set content-dir, and site-dir if the Hugo site is not at the repository's root." },
  );
}

export function noPublicDir(publicDir: string): MigrationError {
  return new MigrationError("public-dir-not-found", `There is no built site in ${publicDir}.`, {
    remedy: "Build the site before the migration, or leave public-dir out.",
  });
}

/** Hugo could not build the site; what was looked at instead. */
export function buildFailed(failures: readonly string[], instead: string | undefined): Finding {
  const consequence =
    instead === undefined
      ? "only sections could be found whose shortcode takes its id straight from the call"
      : "the built site that was there before was looked at instead";
  return {
    severity: "warning",
    code: "build-failed",
    message: `Hugo could not build the site, so ${consequence}. ${failures.map(reason).join(" ")}`,
    remedy:
      "Check out the theme as well (submodules: true) and install what the build needs, or run the migration after the step that builds your site, with public-dir set to what it built.",
  };
}

/** The site could be built as it is, but not with what was laid over it. */
export function plainBuild(failure: string): Finding {
  return {
    severity: "notice",
    code: "plain-build",
    message: `Hugo built the site only without the marks that say which shortcode call shows which section, so some places are less exact. ${reason(failure)}`,
    remedy: "Nothing has to be done for the comments; look at the places before you replace them.",
  };
}

/** The built site may not be what readers see today. */
export function oldBuild(dir: string, isOlder: boolean): Finding {
  return {
    severity: isOlder ? "warning" : "notice",
    code: "build-may-be-old",
    message: `The built site was taken from ${dir}, which ${isOlder ? "is" : "may be"} older than the content.`,
    remedy: "Build the site before the migration, or install Hugo.",
  };
}

function reason(failure: string): string {
  return `Reason: ${failure.replace(/\.?$/, ".")}`;
}

/** No built site can be looked at, and Hugo can't say how the site is put together. */
export function siteNotKnown(location: SourceLocation | undefined): Finding {
  return {
    severity: "error",
    code: "not-known-without-build",
    message:
      "Which pages show comments only a build of the site can tell, and Hugo can't read the site as it is here; no comments were moved.",
    remedy:
      "Check out the theme as well (submodules: true) and install what the build needs, or run the migration after the step that builds your site, with public-dir set to what it built.",
    ...(location === undefined ? {} : { location }),
  };
}
