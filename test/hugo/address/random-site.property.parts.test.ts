import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { currentHugo } from "../../parts/hugo/hugos.ts";
import {
  addressLayout,
  builtAddresses,
  callFor,
  chatShortcode,
  scannedAddresses,
} from "./hugo-pages.ts";
import { randomSite, type SiteFiles } from "./random-site.ts";

const common = {
  "layouts/shortcodes/chat.html": chatShortcode,
  "layouts/_default/single.html": addressLayout,
  "layouts/_default/list.html": addressLayout,
};

function write(folder: string, files: SiteFiles): void {
  for (const [path, text] of Object.entries({ ...files, ...common })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const isContent = path.startsWith("content/");
    writeFileSync(join(folder, path), isContent ? `${text}${callFor(path)}\n` : text);
  }
}

currentHugo.describe("page addresses of any site", () => {
  it("are those of Hugo's own build, whether a scan builds or only lists", async () => {
    await fc.assert(
      fc.asyncProperty(randomSite, async (files) => {
        const folder = mkdtempSync(join(tmpdir(), "random-site-"));
        try {
          write(folder, files);
          const hugoPath = currentHugo.path();
          const built = builtAddresses(folder, { hugoPath });
          // Hugo itself refuses some sites; there is nothing to agree with then.
          fc.pre(built !== undefined);
          const scanned = await scannedAddresses(folder, { hugoPath });
          const twice = duplicated(scanned.findings);
          expect(without(scanned.addresses, twice)).toEqual(without(built ?? {}, twice));
          const listed = await scannedAddresses(folder, { hugoPath, discover: "content" });
          // Of pages that write to one file, a list has all, and a build one.
          expect(inBoth(without(listed.addresses, twice), built)).toEqual(
            inBoth(without(built ?? {}, twice), listed.addresses),
          );
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
      // Each step of shrinking is three runs of Hugo; the seed tells enough.
      { numRuns: 12, endOnFailure: true },
    );
  });

  const bases = ["https://example.org/", "https://example.org/sub/path"];
  const kinds = ["", "uglyURLs = true\n", "canonifyURLs = true\n"];
  it.each(bases.flatMap((base) => kinds.map((kind) => [base, kind] as const)))(
    "is the built page's where a section's slug begins with a slash, at %s %j",
    async (base, kind) => {
      const folder = mkdtempSync(join(tmpdir(), "slashes-"));
      try {
        write(folder, {
          "hugo.toml": `${kind}baseURL = "${base}"\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n`,
          "content/notes/part/_index.de.md": '---\ntitle: "Part"\nslug: "/ 115"\n---\n',
        });
        const hugoPath = currentHugo.path();
        const listed = await scannedAddresses(folder, { hugoPath, discover: "content" });
        expect(listed.addresses).toEqual(builtAddresses(folder, { hugoPath }));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

/** Files that have their address in common with others, of which Hugo builds the last one. */
function duplicated(findings: readonly { readonly code: string; readonly message: string }[]) {
  return findings
    .filter(({ code }) => code === "duplicate-address")
    .map(({ message }) => message)
    .join("\n");
}

type Addresses = Readonly<Record<string, string>>;

function inBoth(addresses: Addresses, others: Addresses | undefined): Addresses {
  return Object.fromEntries(
    Object.entries(addresses).filter(([file]) => others?.[file] !== undefined),
  );
}

function without(addresses: Addresses, named: string): Addresses {
  return Object.fromEntries(Object.entries(addresses).filter(([file]) => !named.includes(file)));
}
