import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { basename } from "node:path";
import { z } from "zod";

const manifest = z.object({ version: z.string() });

/** The version of the package that this file belongs to; `unknown` where it was taken out of it. */
export function packageVersion(): string {
  const file = findPackageJSON("..", import.meta.url);
  // Where no folder above has one, Node 24 names a folder.
  if (file === undefined || basename(file) !== "package.json") return "unknown";
  return manifest.safeParse(JSON.parse(readFileSync(file, "utf8"))).data?.version ?? "unknown";
}
