import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hugos } from "../../parts/hugo/hugos.ts";
import {
  addressLayout,
  builtAddresses,
  callFor,
  chatShortcode,
  scannedAddresses,
} from "./hugo-pages.ts";
import { type SiteShape, siteShapes } from "./site-shapes.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "site-shape-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const common = {
  "layouts/shortcodes/chat.html": chatShortcode,
  "layouts/_default/single.html": addressLayout,
  "layouts/_default/list.html": addressLayout,
};

function write({ files }: SiteShape): void {
  for (const [path, text] of Object.entries({ ...common, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replace("{chat}", callFor(path)));
  }
}

for (const hugo of hugos) {
  hugo.describe(`page addresses are those of ${hugo.name} in a site with`, () => {
    it.each(siteShapes.filter(({ only }) => only === undefined || only === hugo))(
      "$name",
      async (shape) => {
        write(shape);
        const options = { hugoPath: hugo.path(), env: shape.env ?? {} };
        const built = builtAddresses(folder, options);
        expect(built, "as Hugo builds it").not.toEqual({});
        const scanned = await scannedAddresses(folder, options);
        expect(scanned.addresses, "as the scan finds it").toEqual(built);
        expect(scanned.findings.filter(({ severity }) => severity === "error")).toEqual([]);
        const listed = await scannedAddresses(folder, { ...options, discover: "content" });
        // What a cascade publishes or not, only a build tells.
        expect(inBoth(listed.addresses, built), "as Hugo lists it").toEqual(
          inBoth(built, listed.addresses),
        );
        expect(Object.keys(listed.addresses), "listed files").not.toEqual([]);
      },
    );
  });
}

type Addresses = Readonly<Record<string, string>>;

function inBoth(addresses: Addresses | undefined, others: Addresses | undefined): Addresses {
  return Object.fromEntries(
    Object.entries(addresses ?? {}).filter(([file]) => others?.[file] !== undefined),
  );
}
