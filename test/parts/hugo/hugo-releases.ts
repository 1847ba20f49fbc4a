import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { send } from "../machine/http-answer.ts";
import { listenOnLoopback } from "../machine/loopback.ts";
import { partPath } from "../tiers/tiers.ts";

/** What is wrong with the server of releases. */
type ReleaseFault =
  | "none"
  /** Files are at another server, as GitHub has them. */
  | "redirected"
  /** The archive is not the one of the checksums. */
  | "replaced archive"
  /** The checksums list files for other machines alone. */
  | "other machines"
  | "no archive"
  | "no release"
  /** Every archive ends in the middle. */
  | "cut off"
  /** As above, the first time. */
  | "cut off once"
  /** The first request is answered by 503. */
  | "unavailable once"
  /** The archive comes, and never ends. */
  | "slow";

/** A server of Hugo's releases; a test may set its fault at any time. */
export interface HugoReleaseServer extends AsyncDisposable {
  /** As `HUGO_RELEASES_URL` takes it. */
  readonly url: string;
  /** The paths that were asked for, below `url`. */
  readonly requests: readonly string[];
  fault: ReleaseFault;
}

/** What each version's archive holds. */
export type ReleaseArchives = Readonly<Record<string, Buffer>>;

/** Starts a server that has these releases and no others. */
export async function startHugoReleases(archives: ReleaseArchives): Promise<HugoReleaseServer> {
  const state = { fault: "none" as ReleaseFault, elsewhere: "" };
  const requests: string[] = [];
  const files = createServer((request, response) => {
    answerFile(request.url ?? "/", state, archives, response);
  });
  const releases = createServer((request, response) => {
    const path = request.url ?? "/";
    requests.push(path);
    if (state.fault === "unavailable once") {
      state.fault = "none";
      send(response, { status: 503 });
    } else if (state.fault === "redirected") {
      send(response, { status: 302, headers: { Location: `${state.elsewhere}${path}` } });
    } else {
      answerFile(path, state, archives, response);
    }
  });
  state.elsewhere = await listenOnLoopback(files);
  return {
    url: await listenOnLoopback(releases),
    requests,
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([releases, files].map(close));
    },
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Every machine's archive is the same one: the tests run on one machine. */
const machines = ["linux-amd64", "linux-arm64", "darwin-universal"];

function answerFile(
  path: string,
  state: { fault: ReleaseFault },
  archives: ReleaseArchives,
  response: ServerResponse,
): void {
  const [, version = "", name = ""] = /^\/v([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const archive = archives[version];
  const { fault } = state;
  if (archive === undefined || fault === "no release") {
    send(response, { status: 404, body: "Not Found" });
  } else if (name === `hugo_${version}_checksums.txt`) {
    const listed = fault === "other machines" ? ["dragonfly-amd64"] : machines;
    const sha256 = createHash("sha256").update(archive).digest("hex");
    const lines = listed.flatMap((machine) =>
      ["hugo_extended", "hugo"].map(
        (edition) => `${sha256}  ${edition}_${version}_${machine}.tar.gz`,
      ),
    );
    send(response, { status: 200, body: `${lines.join("\n")}\n` });
  } else if (fault === "no archive" || !name.startsWith(`hugo_extended_${version}_`)) {
    send(response, { status: 404, body: "Not Found" });
  } else if (fault === "replaced archive") {
    send(response, { status: 200, body: Buffer.concat([archive, Buffer.from("more")]) });
  } else if (fault === "cut off" || fault === "cut off once" || fault === "slow") {
    if (fault === "cut off once") state.fault = "none";
    response.writeHead(200, { "Content-Length": archive.length });
    response.write(archive.subarray(0, archive.length / 2), () => {
      if (fault !== "slow") response.destroy();
    });
  } else {
    send(response, { status: 200, body: archive });
  }
}

/**
 * An archive as releases have it, whose program is a script that says it is this version.
 * @param padding more of what the archive holds
 */
export function scriptedRelease(version: string, padding: Buffer = Buffer.from("Hugo\n")): Buffer {
  const says = `hugo v${version}-0123456789+extended linux/amd64 BuildDate=unknown VendorInfo=test`;
  return archiveOf({ "README.md": padding }, (folder) => {
    writeFileSync(join(folder, "hugo"), `#!/bin/sh\necho "${says}"\n`);
  });
}

/** An archive with the Hugo that is installed for the tests, and its version. */
export function installedRelease(): { readonly version: string; readonly archive: Buffer } {
  const path = partPath("hugo");
  const printed = execFileSync(path, ["version"], { encoding: "utf8" });
  const version = /v(\d+\.\d+\.\d+)/.exec(printed)?.[1];
  if (version === undefined) throw new Error(`no version in ${printed}`);
  const archive = archiveOf({}, (folder) => copyFileSync(path, join(folder, "hugo")));
  return { version, archive };
}

/** A tar.gz that holds the files and the program `hugo`, which the callback writes. */
export function archiveOf(
  files: Readonly<Record<string, Buffer>>,
  writeProgram: (folder: string) => void,
): Buffer {
  const temporary = mkdtempSync(join(tmpdir(), "hugo-release-"));
  try {
    const folder = join(temporary, "files");
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    writeProgram(folder);
    chmodSync(join(folder, "hugo"), 0o755);
    const archive = join(temporary, "release.tar.gz");
    const env = { ...process.env, GZIP: "-1" };
    execFileSync("tar", ["-czf", archive, "-C", folder, "."], { env, stdio: "pipe" });
    return readFileSync(archive);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
