import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { unpackRelease } from "../../../src/hugo/program/unpack-release.ts";
import { archiveOf } from "../../parts/hugo/hugo-releases.ts";

const never = new AbortController().signal;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "unpack-release-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const program = "#!/bin/sh\necho hugo v0.168.0\n";

async function unpack(
  kind: "tar.gz" | "pkg",
  content: Buffer,
  platform: string = process.platform,
) {
  mkdirSync(join(folder, "work"));
  const archive = join(folder, "work", `hugo.${kind}`);
  writeFileSync(archive, content);
  const env = { ...process.env, PATH: [folder, process.env["PATH"]].join(delimiter) };
  return await unpackRelease(archive, join(folder, "work"), { kind, platform, env }, never);
}

describe("an archive of a release", () => {
  it("gives the program, which can be run", async () => {
    const archive = archiveOf({ LICENSE: Buffer.from("terms") }, (place) =>
      writeFileSync(join(place, "hugo"), program),
    );
    const release = await unpack("tar.gz", archive);
    expect(readFileSync(join(release, "hugo"), "utf8")).toBe(program);
  });

  it("without a program is refused", async () => {
    const archive = archiveOf({}, (place) => mkdirSync(join(place, "hugo")));
    await expect(unpack("tar.gz", archive)).rejects.toThrow(/^it holds no hugo$/);
  });

  it("that is damaged is refused with tar's words", async () => {
    const damaged = archiveOf({}, (place) => writeFileSync(join(place, "hugo"), program));
    await expect(unpack("tar.gz", damaged.subarray(0, damaged.length / 2))).rejects.toThrow(
      /^tar could not unpack it: \S/,
    );
  });

  it("for macOS is expanded by pkgutil, wherever the program lies in it", async () => {
    // Stands in for macOS's own, which makes its folder itself.
    const pkgutil = `#!/bin/sh
[ "$1" = --expand-full ] && mkdir "$3" && cd "$3" || exit 1
mkdir -p hugo.pkg/Payload/usr/local/bin hugo.pkg/Scripts
echo x > hugo.pkg/Scripts/hugo
cp "$2" hugo.pkg/Payload/usr/local/bin/hugo
`;
    writeFileSync(join(folder, "pkgutil"), pkgutil);
    chmodSync(join(folder, "pkgutil"), 0o755);
    const release = await unpack("pkg", Buffer.from(program), "darwin");
    expect(readFileSync(join(release, "hugo"), "utf8")).toBe(program);
  });
});
