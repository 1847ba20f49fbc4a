import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { z } from "zod";

const manifest = z.object({ version: z.string() });

/** The version of the package that this file belongs to; `unknown` where it was taken out of it. */
export function packageVersion(): string {
  const file = findPackageJSON("..", import.meta.url);
  if (file === undefined) return "unknown";
  return manifest.safeParse(JSON.parse(readFileSync(file, "utf8"))).data?.version ?? "unknown";
}
