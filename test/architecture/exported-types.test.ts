import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const texts = new Map(
  globSync("{src,test,bench,scripts,examples}/**/*.ts", {
    cwd: root,
    exclude: ["**/node_modules/**"],
  }).map((file) => [file, readFileSync(join(root, file), "utf8")]),
);
const words = new Map([...texts].map(([file, text]) => [file, new Set(text.match(/\w+/g))]));

// knip leaves alone what stands in the signature of an export.
it("no type is exported that only its own file uses", () => {
  const exported = [...texts]
    .filter(([file]) => file.startsWith("src"))
    .flatMap(([file, text]) =>
      [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = ""]) => ({
        file,
        name,
      })),
    );
  expect(exported.length).toBeGreaterThan(100);
  const lonely = exported.filter(
    ({ file, name }) => ![...words].some(([other, used]) => other !== file && used.has(name)),
  );
  expect(lonely).toEqual([]);
});
