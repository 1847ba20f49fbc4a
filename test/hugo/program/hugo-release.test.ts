import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checksumsName,
  chooseAsset,
  hugoReleases,
  releaseFileUrl,
} from "../../../src/hugo/program/hugo-release.ts";

/** The archives of releases, as each time named them. */
const releases: Readonly<Record<string, readonly string[]>> = {
  "0.92.0": [
    "hugo_0.92.0_Linux-32bit.tar.gz",
    "hugo_0.92.0_Linux-64bit.deb",
    "hugo_0.92.0_Linux-64bit.tar.gz",
    "hugo_0.92.0_Linux-ARM64.tar.gz",
    "hugo_0.92.0_Linux-ARM.tar.gz",
    "hugo_0.92.0_macOS-64bit.tar.gz",
    "hugo_0.92.0_macOS-ARM64.tar.gz",
    "hugo_0.92.0_Windows-64bit.zip",
    "hugo_0.92.0_FreeBSD-64bit.tar.gz",
    "hugo_extended_0.92.0_Linux-64bit.deb",
    "hugo_extended_0.92.0_Linux-64bit.tar.gz",
    "hugo_extended_0.92.0_macOS-64bit.tar.gz",
    "hugo_extended_0.92.0_macOS-ARM64.tar.gz",
    "hugo_extended_0.92.0_Windows-64bit.zip",
  ],
  "0.111.3": [
    "hugo_0.111.3_darwin-universal.tar.gz",
    "hugo_0.111.3_linux-amd64.deb",
    "hugo_0.111.3_linux-amd64.tar.gz",
    "hugo_0.111.3_linux-arm64.tar.gz",
    "hugo_0.111.3_linux-arm.tar.gz",
    "hugo_0.111.3_windows-amd64.zip",
    "hugo_0.111.3_windows-arm64.zip",
    "hugo_0.111.3_Linux-64bit.tar.gz",
    "hugo_extended_0.111.3_darwin-universal.tar.gz",
    "hugo_extended_0.111.3_linux-amd64.deb",
    "hugo_extended_0.111.3_linux-amd64.tar.gz",
    "hugo_extended_0.111.3_linux-arm64.tar.gz",
    "hugo_extended_0.111.3_Linux-64bit.tar.gz",
    "hugo_extended_0.111.3_windows-amd64.zip",
  ],
  "0.168.0": [
    "hugo_0.168.0_darwin-universal.pkg",
    "hugo_0.168.0_linux-amd64.tar.gz",
    "hugo_0.168.0_linux-riscv64.tar.gz",
    "hugo_0.168.0_windows-arm64.zip",
    "hugo_extended_0.168.0_darwin-universal.pkg",
    "hugo_extended_0.168.0_linux-amd64.tar.gz",
    "hugo_extended_0.168.0_linux-arm64.tar.gz",
    "hugo_extended_0.168.0_windows-amd64.zip",
    "hugo_extended_withdeploy_0.168.0_darwin-universal.pkg",
    "hugo_extended_withdeploy_0.168.0_linux-amd64.tar.gz",
    "hugo_extended_withdeploy_0.168.0_windows-amd64.zip",
  ],
};

/** Each file with a checksum of its own. */
function checksumsOf(names: readonly string[]): string {
  return names.map((name, n) => `${n.toString(16).padStart(64, "0")}  ${name}\n`).join("");
}

describe("the file of a release for a machine", () => {
  it.each([
    ["0.92.0", "linux", "x64", "hugo_extended_0.92.0_Linux-64bit.tar.gz"],
    ["0.92.0", "linux", "arm64", "hugo_0.92.0_Linux-ARM64.tar.gz"],
    ["0.92.0", "linux", "arm", "hugo_0.92.0_Linux-ARM.tar.gz"],
    ["0.92.0", "darwin", "x64", "hugo_extended_0.92.0_macOS-64bit.tar.gz"],
    ["0.92.0", "darwin", "arm64", "hugo_extended_0.92.0_macOS-ARM64.tar.gz"],
    ["0.92.0", "win32", "x64", "hugo_extended_0.92.0_Windows-64bit.zip"],
    ["0.92.0", "freebsd", "x64", "hugo_0.92.0_FreeBSD-64bit.tar.gz"],
    ["0.111.3", "linux", "x64", "hugo_extended_0.111.3_linux-amd64.tar.gz"],
    ["0.111.3", "linux", "arm64", "hugo_extended_0.111.3_linux-arm64.tar.gz"],
    ["0.111.3", "darwin", "arm64", "hugo_extended_0.111.3_darwin-universal.tar.gz"],
    ["0.111.3", "win32", "arm64", "hugo_extended_0.111.3_windows-amd64.zip"],
    ["0.168.0", "linux", "x64", "hugo_extended_0.168.0_linux-amd64.tar.gz"],
    ["0.168.0", "darwin", "arm64", "hugo_extended_0.168.0_darwin-universal.pkg"],
    ["0.168.0", "win32", "x64", "hugo_extended_0.168.0_windows-amd64.zip"],
    ["0.168.0", "linux", "riscv64", "hugo_0.168.0_linux-riscv64.tar.gz"],
    ["0.168.0", "linux", "arm", undefined],
    ["0.168.0", "sunos", "x64", undefined],
  ])("of Hugo %s on %s-%s is %s", (version, platform, arch, name) => {
    const names = releases[version] ?? [];
    const asset = chooseAsset(checksumsOf(names), version, { platform, arch });
    expect(asset?.name).toBe(name);
    if (asset === undefined) return;
    expect(asset.sha256).toBe(names.indexOf(asset.name).toString(16).padStart(64, "0"));
    expect(asset.name.endsWith(`.${asset.kind}`)).toBe(true);
  });

  it("is found whatever the order of the list", () => {
    const machine = { platform: "linux", arch: "x64" };
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(releases)).chain((version) => {
          const names = [...(releases[version] ?? [])];
          return fc.tuple(
            fc.constant(version),
            fc.shuffledSubarray(names, { minLength: names.length }),
          );
        }),
        ([version, names]) => {
          const asset = chooseAsset(checksumsOf(names), version, machine);
          expect(asset?.name).toMatch(/^hugo_extended_[\d.]+_linux-(?:amd64|64bit)\.tar\.gz$/i);
        },
      ),
    );
  });

  it("is never one of another name or without a whole checksum", () => {
    const machine = { platform: "linux", arch: "x64" };
    const name = "hugo_0.1.0_linux-amd64.tar.gz";
    const lists = [
      `${"0".repeat(63)}  ${name}`,
      `${"g".repeat(64)}  ${name}`,
      `${"0".repeat(64)}  ../${name}`,
      `${"0".repeat(64)}  ${name} and more`,
      name,
      "<html>Not found</html>",
      "",
    ];
    for (const list of lists) expect(chooseAsset(list, "0.1.0", machine), list).toBeUndefined();
  });

  it("is read from a list with CRLF, the mark of binary files and capital digits", () => {
    const list = `${"A".repeat(64)} *hugo_0.1.0_linux-amd64.tar.gz\r\n`;
    expect(chooseAsset(list, "0.1.0", { platform: "linux", arch: "x64" })).toEqual({
      name: "hugo_0.1.0_linux-amd64.tar.gz",
      sha256: "a".repeat(64),
      kind: "tar.gz",
    });
  });
});

describe("the address of a release's checksums", () => {
  it("is where GitHub has it", () => {
    expect(releaseFileUrl(hugoReleases, "0.168.0", checksumsName("0.168.0"))).toBe(
      "https://github.com/gohugoio/hugo/releases/download/v0.168.0/hugo_0.168.0_checksums.txt",
    );
  });

  it("may be at a mirror whose address ends with a slash", () => {
    expect(releaseFileUrl("http://mirror/hugo/", "0.1.0", "a.zip")).toBe(
      "http://mirror/hugo/v0.1.0/a.zip",
    );
  });
});
