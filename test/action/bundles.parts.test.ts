import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { buildBundles } from "../../scripts/build.ts";

const committed = fileURLToPath(new URL("../../dist", import.meta.url));
const fresh = mkdtempSync(join(tmpdir(), "dist-"));

afterAll(() => rmSync(fresh, { recursive: true }));

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

it("dist is what src builds, byte for byte (npm run build)", async () => {
  await buildBundles(fresh);
  expect(files(committed)).toEqual(files(fresh));
  for (const file of files(fresh)) {
    const same = readFileSync(join(committed, file)).equals(readFileSync(join(fresh, file)));
    expect(same, file).toBe(true);
  }
});
