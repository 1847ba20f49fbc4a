import { access, constants, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { LoadedConfig } from "../config/config.ts";
import { shownPath } from "../files/shown-path.ts";
import { findNamedThemes, hasEntries } from "../hugo/config/named-themes.ts";
import type { Check } from "./check.ts";
import { checks } from "./check-texts.ts";

/** Where a site is checked out. */
interface Checkout {
  /** Absolute. */
  readonly repositoryDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The submodules of a repository: an empty folder is one that was not checked out. */
export async function submoduleChecks(repositoryDir: string): Promise<readonly Check[]> {
  const text = await readFile(join(repositoryDir, ".gitmodules"), "utf8").catch(() => "");
  const paths = [...text.matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)].map(([, path = ""]) => path);
  if (paths.length === 0) return [];
  const missing = [];
  for (const path of paths) {
    if (!(await hasEntries(join(repositoryDir, path)))) missing.push(path);
  }
  return missing.length === 0
    ? [checks.check("submodules-ok", { submodules: paths.length })]
    : [checks.check("submodules-missing", { paths: missing.join(", ") })];
}

/** The themes that the site's configuration names. */
export async function themeChecks(
  { hugo: { siteDir } }: Pick<LoadedConfig, "hugo">,
  { repositoryDir, env }: Checkout,
): Promise<readonly Check[]> {
  const { present, missing, modules } = await findNamedThemes(siteDir, env);
  const found: Check[] = [];
  if (present.length > 0) found.push(checks.check("theme-ok", { names: present.join(", ") }));
  if (missing.length > 0) {
    const paths = missing.map((path) => shownPath(repositoryDir, path)).join(", ");
    found.push(checks.check("theme-missing", { paths }));
  }
  if (modules.length > 0) {
    const code = (await isOnPath("go", env)) ? "theme-of-module" : "theme-needs-go";
    found.push(checks.check(code, { modules: modules.join(", ") }));
  }
  return found.length === 0 ? [checks.check("theme-none", {})] : found;
}

async function isOnPath(program: string, env: Checkout["env"]): Promise<boolean> {
  const name = process.platform === "win32" ? `${program}.exe` : program;
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter(Boolean);
  for (const folder of folders) {
    const isThere = await access(join(folder, name), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}
