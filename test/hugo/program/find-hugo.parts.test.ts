import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { hugoSearchOf as runnerSearch } from "../../../src/action/runner/hugo-tool-cache.ts";
import type { MigrationError } from "../../../src/domain/migration-error.ts";
import { type FoundHugo, findHugos, type HugoSearch } from "../../../src/hugo/program/find-hugo.ts";
import { testedVersions } from "../../../src/hugo/program/tested-versions.ts";
import { runProcess } from "../../../src/process/run-process.ts";
import { hugoSearchOf as terminalSearch } from "../../../src/run/hugo-cache-folder.ts";
import {
  archiveOf,
  type HugoReleaseServer,
  installedRelease,
  type ReleaseArchives,
  scriptedRelease,
  startHugoReleases,
} from "../../parts/hugo/hugo-releases.ts";
import { hugos } from "../../parts/hugo/hugos.ts";
import { mountSmallDisk } from "../../parts/machine/small-disk.ts";
import { describeWith } from "../../parts/tiers/describe-with.ts";

const never = new AbortController().signal;
const [newest, second, third] = testedVersions;

let folder: string;
let temporary: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-hugo-"));
  temporary = join(folder, "tmp");
  for (const name of ["tmp", "site", "bin"]) mkdirSync(join(folder, name));
  linkPrograms(join(folder, "bin"));
  vi.stubEnv("TMPDIR", temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Puts the system's programs that unpack archives on a PATH without any Hugo. */
function linkPrograms(place: string): void {
  for (const program of ["sh", "tar", "gzip"]) {
    const found = (process.env["PATH"] ?? "")
      .split(delimiter)
      .map((one) => join(one, program))
      .find(existsSync);
    if (found !== undefined) symlinkSync(found, join(place, program));
  }
}

const searched = (): Record<string, string> => ({
  PATH: join(folder, "bin"),
  HOME: folder,
  XDG_CACHE_HOME: join(folder, "cache"),
});

interface Search extends Partial<HugoSearch> {
  readonly releasesUrl: string;
}

interface Found {
  readonly hugos: readonly FoundHugo[];
  readonly lines: readonly string[];
  readonly failures: readonly string[];
}

/** Asks for as many Hugos as there are, or for so many. */
async function find(search: Search, most = 10, signal = never): Promise<Found> {
  const env = searched();
  const [hugos, lines, failures]: [FoundHugo[], string[], MigrationError[]] = [[], [], []];
  const all = findHugos(
    {
      hugoPath: "hugo",
      hugoVersion: "auto",
      siteDir: join(folder, "site"),
      repositoryDir: join(folder, "site"),
      env,
      kept: terminalSearch(env).kept,
      say: (line) => void lines.push(line),
      onFailure: (error) => void failures.push(error),
      ...search,
    },
    signal,
  );
  for await (const hugo of all) {
    hugos.push(hugo);
    if (hugos.length === most) break;
  }
  return { hugos, lines, failures: failures.map(({ message }) => message) };
}

async function startReleases(archives: ReleaseArchives): Promise<HugoReleaseServer> {
  const server = await startHugoReleases(archives);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

function scripted(...versions: readonly string[]): ReleaseArchives {
  return Object.fromEntries(versions.map((version) => [version, scriptedRelease(version)]));
}

function writeSite(name: string, text: string): void {
  mkdirSync(dirname(join(folder, "site", name)), { recursive: true });
  writeFileSync(join(folder, "site", name), text);
}

/** Puts a `hugo` on the PATH. */
function install(script: string): string {
  const path = join(folder, "bin", "hugo");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const cached = () => join(folder, "cache", "hugo-comment-migration", "hugo");

/** Nothing but what was kept is left on the disk. */
function expectKept(...versions: readonly string[]): void {
  expect(existsSync(cached()) ? readdirSync(cached()).sort() : []).toEqual(versions.toSorted());
  expect(readdirSync(temporary)).toEqual([]);
}

describe("a Hugo on the PATH", () => {
  it("is the one, and nothing is fetched", async () => {
    const server = await startReleases(scripted(newest));
    writeSite(".hugo-version", "0.147.9");
    install('echo "hugo v0.150.1-abc+extended linux/amd64"');
    const { hugos } = await find({ releasesUrl: server.url });
    expect(hugos).toEqual([{ path: "hugo", version: "0.150.1", from: "path" }]);
    expect(server.requests).toEqual([]);
  });

  it("may be a wrapper that prints lines of its own", async () => {
    const server = await startReleases({});
    install('echo "npx v10.2.3" >&2; echo "wrapper v1.2.3"; echo "hugo v0.150.1+extended"');
    expect((await find({ releasesUrl: server.url })).hugos).toMatchObject([{ version: "0.150.1" }]);
  });

  it("is passed over, and reported, where it does not run", async () => {
    const server = await startReleases(scripted(newest));
    install("echo 'no version is set for hugo' >&2; exit 126");
    const { hugos, lines } = await find({ releasesUrl: server.url }, 1);
    expect(hugos).toMatchObject([{ version: newest, from: "fetched" }]);
    expect(lines[0]).toBe(
      "The hugo on the PATH is not used: it ends with 126: no version is set for hugo",
    );
  });

  it("is used for a version only if it is exactly that one", async () => {
    const server = await startReleases(scripted(second));
    install(`echo "hugo v${third}"`);
    const search = { releasesUrl: server.url, hugoVersion: third };
    expect((await find(search)).hugos).toMatchObject([{ version: third, from: "path" }]);
    expect((await find({ ...search, hugoVersion: second })).hugos).toMatchObject([
      { version: second, from: "fetched" },
    ]);
  });

  it("is all there is with none", async () => {
    const server = await startReleases(scripted(newest));
    const search = { releasesUrl: server.url, hugoVersion: "none" };
    expect((await find(search)).hugos).toEqual([]);
    install(`echo "hugo v${third}"`);
    expect((await find(search)).hugos).toMatchObject([{ version: third }]);
    expect(server.requests).toEqual([]);
  });
});

describe("hugo-path", () => {
  it.each([
    ["leads to nothing", "does not exist", undefined],
    ["leads to a program that fails", "ends with 3: broken", "echo broken; exit 3"],
    ["leads to another program", "prints no version of Hugo", "echo hello"],
  ])("is refused where it %s", async (_, reason, script) => {
    const path = script === undefined ? join(folder, "bin", "hugo") : install(script);
    await expect(find({ releasesUrl: "http://127.0.0.1:9", hugoPath: path })).rejects.toMatchObject(
      {
        code: "hugo-path-not-found",
        message: `The input hugo-path does not lead to a Hugo that runs: ${path} ${reason}.`,
      },
    );
  });
});

describe("for a site that names its Hugo", () => {
  it("that release alone is fetched, and the place is reported", async () => {
    const server = await startReleases(scripted(newest, "0.120.4"));
    writeSite("netlify.toml", '[build.environment]\nHUGO_VERSION = "0.120.4"\n');
    const { hugos, lines } = await find({ releasesUrl: server.url });
    expect(hugos.map(({ version }) => version)).toEqual(["0.120.4"]);
    expect(lines).toContain("The site names Hugo 0.120.4 in netlify.toml");
  });

  it("in two places that disagree, the first is used and both are reported", async () => {
    const server = await startReleases(scripted("0.120.4"));
    writeSite(".github/workflows/deploy.yml", "env:\n  HUGO_VERSION: 0.120.4\n");
    writeSite("netlify.toml", '[build.environment]\nHUGO_VERSION = "0.119.0"\n');
    const { lines } = await find({ releasesUrl: server.url });
    expect(lines).toContain(
      "netlify.toml names Hugo 0.119.0, which is not used: .github/workflows/deploy.yml comes first",
    );
  });

  it("and whose release can't be had, there is none, and the failure is reported", async () => {
    const server = await startReleases(scripted(newest));
    writeSite(".hugo-version", "0.120.4");
    const { hugos, failures } = await find({ releasesUrl: server.url });
    expect(hugos).toEqual([]);
    expect(failures).toEqual([
      `Hugo 0.120.4 could not be fetched from ${server.url}/v0.120.4/hugo_0.120.4_checksums.txt: the server answered with HTTP status 404.`,
    ]);
  });
});

describe("for a site that names none", () => {
  it("the newest tested release is fetched, older ones only when they are asked for", async () => {
    const server = await startReleases(scripted(...testedVersions));
    const one = await find({ releasesUrl: server.url }, 1);
    expect(one.hugos.map(({ version }) => version)).toEqual([newest]);
    expect(one.lines[0]).toBe(`The site names no version of Hugo: trying ${newest}`);
    expectKept(newest);
    const all = await find({ releasesUrl: server.url });
    expect(all.hugos.map(({ version }) => version)).toEqual([newest, second, third]);
    expect(all.lines).toContain(`The site does not build with Hugo ${newest}: trying ${second}`);
    expect(all.lines).toContain(`The site does not build with Hugo ${second}: trying ${third}`);
  });

  it("releases below its lower limit are not tried", async () => {
    const server = await startReleases(scripted(...testedVersions));
    writeSite("hugo.yaml", `module:\n  hugoVersion:\n    min: ${second}\n`);
    const { hugos, lines } = await find({ releasesUrl: server.url });
    expect(hugos.map(({ version }) => version)).toEqual([newest, second]);
    expect(lines[0]).toContain(`(hugo.yaml needs ${second} or newer)`);
  });

  it("and needs a newer one than the tested ones, that one is fetched", async () => {
    const server = await startReleases(scripted("0.999.0"));
    writeSite("hugo.toml", '[module.hugoVersion]\nmin = "0.999.0"\n');
    const { hugos } = await find({ releasesUrl: server.url });
    expect(hugos).toMatchObject([{ version: "0.999.0" }]);
  });

  it("a tested release that is missing is reported, and the next one is fetched", async () => {
    const server = await startReleases(scripted(second));
    const { hugos, failures } = await find({ releasesUrl: server.url }, 1);
    expect(hugos).toMatchObject([{ version: second }]);
    expect(failures).toHaveLength(1);
  });
});

describe.each(hugos)("$name", (hugo) => {
  hugo.describe("at hugo-path", () => {
    it("is found with its version", async () => {
      const { hugos: found } = await find({
        releasesUrl: "http://127.0.0.1:9",
        hugoPath: hugo.path(),
      });
      expect(found).toEqual([
        { path: hugo.path(), version: expect.stringMatching(/^0\.1\d\d\.\d+$/), from: "path" },
      ]);
    });
  });
});

describeWith("hugo")("the release of a real Hugo", () => {
  it("is fetched and runs, from a server that redirects as GitHub does", async () => {
    const { version, archive } = installedRelease();
    const server = await startReleases({ [version]: archive });
    server.fault = "redirected";
    const { hugos } = await find({ releasesUrl: server.url, hugoVersion: version });
    const path = join(cached(), version, "hugo");
    expect(hugos).toEqual([{ path, version, from: "fetched" }]);
    const env = searched();
    const { stdout } = await runProcess(path, ["version"], { cwd: folder, env }, never);
    expect(stdout).toContain(`hugo v${version}`);
    expectKept(version);
  });
});

describe("a fetched release", () => {
  it("is kept: a second run asks the server for nothing", async () => {
    const server = await startReleases(scripted(newest));
    const first = await find({ releasesUrl: server.url, hugoVersion: newest });
    const asked = server.requests.length;
    const again = await find({ releasesUrl: server.url, hugoVersion: newest });
    expect(again.hugos).toEqual(first.hugos);
    expect(server.requests).toHaveLength(asked);
    expect(again.lines).toEqual([
      `Hugo ${newest} was fetched earlier: ${join(cached(), newest, "hugo")}`,
    ]);
  });

  it("is fetched anew where what was kept does not run", async () => {
    const server = await startReleases(scripted(newest));
    mkdirSync(join(cached(), newest), { recursive: true });
    writeFileSync(join(cached(), newest, "hugo"), "half of it", { mode: 0o755 });
    const { hugos } = await find({ releasesUrl: server.url, hugoVersion: newest });
    expect(hugos).toHaveLength(1);
    expectKept(newest);
  });

  it("is fine for two runs at once", async () => {
    const server = await startReleases(scripted(newest));
    const search = { releasesUrl: server.url, hugoVersion: newest };
    const both = await Promise.all([find(search), find(search)]);
    expect(both[0].hugos).toEqual(both[1].hugos);
    expect((await find(search)).hugos).toHaveLength(1);
    expectKept(newest);
  });

  it.each(["cut off once", "unavailable once"] as const)(
    "is had from a server that was %s",
    async (fault) => {
      const server = await startReleases({
        [newest]: scriptedRelease(newest, randomBytes(500_000)),
      });
      server.fault = fault;
      const { hugos, lines } = await find({ releasesUrl: server.url, hugoVersion: newest });
      expect(hugos).toHaveLength(1);
      expect(lines.join("\n")).toContain(`Fetching Hugo ${newest} again, because the `);
      expectKept(newest);
    },
  );
});

describe("on a runner", () => {
  const toolCache = () => join(folder, "tools");
  beforeEach(() => {
    vi.stubEnv("RUNNER_TOOL_CACHE", toolCache());
  });

  it("a release is kept in the tool cache, and a second run asks the server for nothing", async () => {
    const server = await startReleases(scripted(newest));
    const { kept } = runnerSearch({ RUNNER_TOOL_CACHE: toolCache() });
    const search = { releasesUrl: server.url, hugoVersion: newest, kept };
    const path = join(toolCache(), "hugo", newest, process.arch, "hugo");
    expect((await find(search)).hugos).toEqual([{ path, version: newest, from: "fetched" }]);
    const asked = server.requests.length;
    expect((await find(search)).hugos).toMatchObject([{ path }]);
    expect(server.requests).toHaveLength(asked);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("a release that fails its checks leaves nothing in the tool cache", async () => {
    const server = await startReleases(scripted(newest));
    server.fault = "replaced archive";
    const { kept } = runnerSearch({ RUNNER_TOOL_CACHE: toolCache() });
    expect((await find({ releasesUrl: server.url, kept })).hugos).toEqual([]);
    expect(existsSync(toolCache())).toBe(false);
  });
});

describe("a release that can't be had", () => {
  const padded = scriptedRelease(newest, randomBytes(500_000));

  async function failure(server: HugoReleaseServer, search: Partial<HugoSearch> = {}) {
    const fixed = { releasesUrl: server.url, hugoVersion: newest, ...search };
    return await find(fixed).then(
      () => expect.fail("it was had"),
      (error: unknown) => error,
    );
  }

  it.each([
    [
      "replaced archive",
      /\/hugo_extended_\S+ has the checksum [0-9a-f]{64}, but the release lists/,
    ],
    ["no release", /_checksums\.txt: the server answered with HTTP status 404\.$/],
    ["no archive", /\.tar\.gz: the server answered with HTTP status 404\.$/],
    ["other machines", /_checksums\.txt lists no file for \w+-\w+\.$/],
    ["cut off", /\.tar\.gz: the connection failed \(.+\)\.$/],
  ] as const)("because of %s is an error, and nothing is kept", async (fault, message) => {
    const server = await startReleases({ [newest]: padded });
    server.fault = fault;
    expect(await failure(server)).toMatchObject({
      code: "hugo-not-fetched",
      message: expect.stringMatching(message),
      remedy: expect.any(String),
    });
    expectKept();
  });

  it("because it takes too long is given up", async () => {
    const server = await startReleases({ [newest]: padded });
    server.fault = "slow";
    expect(await failure(server, { timeoutMs: 700 })).toMatchObject({
      code: "hugo-not-fetched",
      message: expect.stringMatching(/\.tar\.gz: it took more than 0\.7 s\.$/),
    });
    expectKept();
  });

  it("because nobody answers ends the search", async () => {
    const server = await startHugoReleases({});
    await server[Symbol.asyncDispose]();
    const { hugos, failures } = await find({ releasesUrl: server.url });
    expect(hugos).toEqual([]);
    expect(failures).toEqual([expect.stringContaining("the connection failed (")]);
    expectKept();
  });

  it("because its program says that it is another version is an error", async () => {
    const server = await startReleases({ [newest]: scriptedRelease(second) });
    expect(await failure(server)).toMatchObject({
      message: expect.stringMatching(new RegExp(`reports that it is ${second}\\.$`)),
    });
    expectKept();
  });

  it("because its program does not run is an error", async () => {
    const broken = archiveOf({}, (place) => writeFileSync(join(place, "hugo"), "#!/nonexistent\n"));
    const server = await startReleases({ [newest]: broken });
    expect(await failure(server)).toMatchObject({
      message: expect.stringMatching(/needs something that this system lacks\.$/),
    });
    expectKept();
  });

  it("because its archive is none is an error", async () => {
    const server = await startReleases({ [newest]: Buffer.from("no archive") });
    expect(await failure(server)).toMatchObject({
      message: expect.stringContaining(" failed (tar could not unpack it: "),
    });
    expectKept();
  });

  it("because nothing may be fetched says so", async () => {
    const server = await startReleases(scripted(newest));
    expect(await failure(server, { kept: undefined })).toMatchObject({
      message: `Hugo ${newest} is not on the PATH, and nothing is fetched here.`,
    });
    expect(server.requests).toEqual([]);
  });

  it("leaves nothing behind when the run is stopped", async () => {
    const server = await startReleases({ [newest]: padded });
    server.fault = "slow";
    const search = { releasesUrl: server.url, hugoVersion: newest };
    await expect(find(search, 1, AbortSignal.timeout(500))).rejects.toThrow(/timeout/);
    expectKept();
  });
});

describe("a full disk", () => {
  const zeros = Buffer.alloc(4_000_000);

  it("is named where the archive does not fit, and nothing is kept", async () => {
    const server = await startReleases({ [newest]: scriptedRelease(newest, randomBytes(900_000)) });
    // What a file may have at most stands in for the disk, which not everybody may mount.
    const module = new URL("../../../src/hugo/program/fetch-hugo.ts", import.meta.url);
    const program = `
      import { fetchHugo } from ${JSON.stringify(pathToFileURL(module.pathname).href)};
      const kept = { find: async () => undefined, keep: async (dir) => dir };
      const fetching = { releasesUrl: ${JSON.stringify(server.url)}, kept, env: process.env, say() {} };
      await fetchHugo("${newest}", fetching, new AbortController().signal)
        .catch((error) => console.log(error.code, error.message, error.remedy));`;
    const { stdout } = await runProcess(
      "sh",
      [
        "-c",
        'ulimit -f 200 && exec "$0" "$@"',
        process.execPath,
        "--input-type=module",
        "-e",
        program,
      ],
      { cwd: folder, env: { ...process.env, ...searched(), TMPDIR: temporary } },
      never,
    );
    expect(stdout).toMatch(
      /^hugo-not-fetched .+ the disk is full: writing http.+\/hugo_extended_.+ Free 300 MB/,
    );
    expectKept();
  });

  it.each([
    ["the archive", randomBytes(2_000_000), "temporary", /: writing http\S+ to /],
    ["what is unpacked", zeros, "temporary", /: unpacking the archive/],
    ["what is kept", zeros, "kept", /: moving it to where it is kept/],
  ] as const)("is named where %s does not fit on a real one", async (_, padding, which, reason) => {
    using disk = mountSmallDisk("1m", folder);
    if (disk === undefined) {
      console.warn("SKIPPED: this user may not mount a disk");
      return;
    }
    const large = archiveOf({ "README.md": padding }, (place) => {
      const script = `#!/bin/sh\necho "hugo v${newest}"\nexit\n`;
      writeFileSync(join(place, "hugo"), Buffer.concat([Buffer.from(script), zeros]));
    });
    const server = await startReleases({ [newest]: large });
    if (which === "temporary") vi.stubEnv("TMPDIR", disk.path);
    const kept =
      which === "kept"
        ? terminalSearch({ ...searched(), XDG_CACHE_HOME: disk.path }).kept
        : undefined;
    const search = { releasesUrl: server.url, ...(kept === undefined ? {} : { kept }) };
    const { hugos, failures } = await find(search);
    expect(hugos).toEqual([]);
    expect(failures).toEqual([expect.stringContaining("the disk is full: ")]);
    expect(failures[0]).toMatch(reason);
    expect(
      readdirSync(disk.path, { recursive: true }).filter((name) => /\./.test(String(name))),
    ).toEqual([]);
    expectKept();
  });
});
