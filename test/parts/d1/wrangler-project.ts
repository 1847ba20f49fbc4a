import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The wrangler that npm installed with this project. */
export const wranglerPath = fileURLToPath(
  new URL("../../../node_modules/wrangler/bin/wrangler.js", import.meta.url),
);

/** Installs this project's wrangler in a folder. */
export function installWrangler(folder: string): string {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(dirname(wranglerPath), ".."), join(folder, "node_modules", "wrangler"));
  return folder;
}

/** Installs a program in a folder that stands for wrangler. */
export function installStandIn(
  folder: string,
  { program = "", main = "" }: { readonly program?: string; readonly main?: string },
): string {
  const wrangler = join(folder, "node_modules", "wrangler");
  mkdirSync(join(wrangler, "bin"), { recursive: true });
  writeFileSync(join(wrangler, "package.json"), '{ "name": "wrangler", "main": "main.cjs" }');
  writeFileSync(join(wrangler, "main.cjs"), main);
  writeFileSync(join(wrangler, "bin", "wrangler.js"), program);
  return folder;
}
