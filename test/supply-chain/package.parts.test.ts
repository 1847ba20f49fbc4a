import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { z } from "zod";

const root = fileURLToPath(new URL("../../", import.meta.url));
const packed = z
  .array(z.object({ files: z.array(z.object({ path: z.string(), mode: z.number() })) }))
  .length(1)
  .transform(([first]) => first?.files ?? []);

it("the package holds what users run, and nothing else", () => {
  const files = packed.parse(
    JSON.parse(
      execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
        cwd: root,
        encoding: "utf8",
      }),
    ),
  );
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(["dist/cli.js", "dist/index.js", "dist/types/index.d.ts"]),
  );
  const others = paths.filter((path) => !path.startsWith("dist/"));
  expect(others.toSorted()).toEqual(["LICENSE", "README.md", "package.json"]);
});
