import { defineMessages } from "../../domain/message-catalogue.ts";
import { newestTested } from "./tested-versions.ts";

type Texts<Names extends string> = Record<Names, string>;

const checkPath = "Check hugo-path, or remove it to use the hugo on the PATH.";
const installIt = "Install Hugo first, or set hugo-version to another version.";

/** What is reported about Hugo's program, and about releases that should be fetched. */
export const programMessages = defineMessages({
  "hugo-path-not-found/missing": {
    severity: "error",
    message: ({ path }: Texts<"path">) =>
      `The input hugo-path does not lead to a Hugo that runs: ${path} does not exist.`,
    remedy: checkPath,
  },
  "hugo-path-not-found/fails": {
    severity: "error",
    message: ({ path, fault }: Texts<"path" | "fault">) =>
      `The input hugo-path does not lead to a Hugo that runs: ${path} ${fault}.`,
    remedy: checkPath,
  },
  "hugo-not-fetched/not-here": {
    severity: "error",
    message: ({ version }: Texts<"version">) =>
      `Hugo ${version} is not on the PATH, and nothing is fetched here.`,
    remedy: ({ version }: Texts<"version">) => `Install Hugo ${version}, or remove hugo-version.`,
  },
  "hugo-not-fetched/no-file": {
    severity: "error",
    message: ({ version, list, machine }: Texts<"version" | "list" | "machine">) =>
      `Hugo ${version} can't be used: ${list} lists no file for ${machine}.`,
    remedy: installIt,
  },
  "hugo-not-fetched/incomplete-system": {
    severity: "error",
    message: ({ version, url }: Texts<"version" | "url">) =>
      `Hugo ${version} can't be used: the program from ${url} needs something that this system lacks.`,
    remedy: installIt,
  },
  "hugo-not-fetched/other-version": {
    severity: "error",
    message: ({ version, url, found }: Texts<"version" | "url" | "found">) =>
      `Hugo ${version} can't be used: the program from ${url} reports that it is ${found}.`,
    remedy: installIt,
  },
  "hugo-not-fetched/fails": {
    severity: "error",
    message: ({ version, url, fault }: Texts<"version" | "url" | "fault">) =>
      `Hugo ${version} can't be used: the program from ${url} ${fault}.`,
    remedy: installIt,
  },
  "hugo-not-fetched/checksum": {
    severity: "error",
    message: (p: Texts<"version" | "url" | "found" | "expected">) =>
      `Hugo ${p.version} was not used: ${p.url} has the checksum ${p.found}, but the release lists ${p.expected}.`,
    remedy:
      "Run it again. If the checksum is wrong again, something between this machine and the release replaces files: install Hugo first.",
  },
  "hugo-not-fetched/no-release": {
    severity: "error",
    message: ({ version, url, reason }: Texts<"version" | "url" | "reason">) =>
      `Hugo ${version} could not be fetched from ${url}: ${reason}.`,
    remedy: `Set hugo-version to a version that https://github.com/gohugoio/hugo/releases lists, such as ${newestTested}; if HUGO_RELEASES_URL is set, check it.`,
  },
  "hugo-not-fetched/connection": {
    severity: "error",
    message: ({ version, url, reason }: Texts<"version" | "url" | "reason">) =>
      `Hugo ${version} could not be fetched from ${url}: ${reason}.`,
    remedy: "Run it again later; if it keeps failing, install Hugo first.",
  },
  "hugo-not-fetched/disk-full": {
    severity: "error",
    message: ({ version, step, reason }: Texts<"version" | "step" | "reason">) =>
      `Hugo ${version} could not be fetched, because the disk is full: ${step} failed (${reason}).`,
    remedy: "Free 300 MB of disk space, then run it again.",
  },
  "hugo-not-fetched/not-written": {
    severity: "error",
    message: ({ version, step, reason }: Texts<"version" | "step" | "reason">) =>
      `Hugo ${version} could not be fetched: ${step} failed (${reason}).`,
    remedy: installIt,
  },
});
