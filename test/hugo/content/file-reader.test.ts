import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createFileReader } from "../../../src/hugo/content/file-reader.ts";

it("one reader gives the whole of each file, whatever the sizes before it", () => {
  const folder = mkdtempSync(join(tmpdir(), "file-reader-"));
  const file = join(folder, "file");
  const size = fc.oneof(fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 131_072), fc.nat(300_000));
  try {
    fc.assert(
      fc.property(fc.array(fc.tuple(size, fc.nat(255)), { minLength: 1 }), (contents) => {
        const read = createFileReader();
        for (const [length, byte] of contents) {
          const content = Buffer.alloc(length, byte);
          writeFileSync(file, content);
          expect(read(file).equals(content)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
    expect(() => createFileReader()(folder)).toThrow("EISDIR");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
