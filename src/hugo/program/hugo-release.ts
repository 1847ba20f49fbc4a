/** Where Hugo's releases are, unless a mirror is named. */
export const hugoReleases = "https://github.com/gohugoio/hugo/releases/download";

/** A machine, as Node.js names its kind: `linux` and `arm64`. */
export interface Platform {
  readonly platform: string;
  readonly arch: string;
}

/** A file of a release that holds the program. */
export interface ReleaseAsset {
  readonly name: string;
  /** In lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly kind: "tar.gz" | "zip" | "pkg";
}

/** The address of a file of a release. */
export function releaseFileUrl(releasesUrl: string, version: string, name: string): string {
  return `${releasesUrl.replace(/\/+$/, "")}/v${version}/${encodeURIComponent(name)}`;
}

/** The name of the file with the checksums of all files of a release. */
export function checksumsName(version: string): string {
  return `hugo_${version}_checksums.txt`;
}

/**
 * What releases call the machines that a program runs on, the best fitting first: names before and
 * after 0.103, and those that the system translates. macOS has had packages alone since 0.153.
 * Source: https://github.com/gohugoio/hugo/blob/master/hugoreleaser.yaml
 */
const labels: Readonly<Record<string, readonly string[]>> = {
  "linux-x64": ["linux-amd64", "linux-64bit"],
  "linux-arm64": ["linux-arm64"],
  "linux-arm": ["linux-arm"],
  "linux-riscv64": ["linux-riscv64"],
  "darwin-x64": ["darwin-universal", "macos-universal", "darwin-amd64", "macos-64bit"],
  "darwin-arm64": [
    "darwin-universal",
    "macos-universal",
    "darwin-arm64",
    "macos-arm64",
    "darwin-amd64",
    "macos-64bit",
  ],
  "win32-x64": ["windows-amd64", "windows-64bit"],
  "win32-arm64": ["windows-arm64", "windows-amd64", "windows-64bit"],
  "freebsd-x64": ["freebsd-amd64", "freebsd-64bit"],
  "openbsd-x64": ["openbsd-amd64", "openbsd-64bit"],
};

const kinds = ["tar.gz", "zip", "pkg"] as const;

/**
 * The file of a release for a machine, of those that its checksums list: the extended edition where
 * there is one, which themes with Sass need. Undefined where the release has none.
 * @param checksums the text of the release's file of checksums
 */
export function chooseAsset(
  checksums: string,
  version: string,
  { platform, arch }: Platform,
): ReleaseAsset | undefined {
  const listed = readChecksums(checksums);
  for (const edition of ["hugo_extended", "hugo"]) {
    for (const label of labels[`${platform}-${arch}`] ?? []) {
      for (const kind of kinds) {
        const wanted = `${edition}_${version}_${label}.${kind}`;
        const found = listed.find(({ name }) => name.toLowerCase() === wanted);
        if (found !== undefined) return { ...found, kind };
      }
    }
  }
  return undefined;
}

function readChecksums(text: string): readonly Pick<ReleaseAsset, "name" | "sha256">[] {
  return text.split("\n").flatMap((line) => {
    const [, sha256, name] = /^([0-9a-f]{64}) [ *](\S+)\s*$/i.exec(line) ?? [];
    return sha256 === undefined || name === undefined
      ? []
      : [{ name, sha256: sha256.toLowerCase() }];
  });
}
