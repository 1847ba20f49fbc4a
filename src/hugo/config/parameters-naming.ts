import type { NamedParameter } from "../../domain/page.ts";
import { shownPath } from "../../files/shown-path.ts";
import { lineAt } from "../text/line-at.ts";
import { readEachConfigFile } from "./config-files.ts";
import { asTable, type ConfigTable } from "./config-table.ts";

/** Which site is looked at. */
export interface ParameterPlace {
  /** Absolute. */
  readonly siteDir: string;
  /** Absolute; locations are relative to it. */
  readonly repositoryDir: string;
  readonly environment: string;
}

/**
 * The parameters of a site's own configuration files that have a word as their value, whatever its
 * case: a theme that offers several comment systems has its partial chosen so.
 */
export async function parametersNaming(
  word: string,
  { siteDir, repositoryDir, environment }: ParameterPlace,
): Promise<readonly NamedParameter[]> {
  const files = await readEachConfigFile(siteDir, environment);
  return files.flatMap(({ path, text, table }) => {
    const file = shownPath(repositoryDir, path);
    return keysNaming(word.toLowerCase(), table).map((name) => {
      const key = name.split(".").at(-1) ?? "";
      const line = new RegExp(`\\b${RegExp.escape(key)}["']?\\s*[:=].*${RegExp.escape(word)}`, "i");
      return { name, location: { file, line: lineAt(text, Math.max(0, text.search(line))) } };
    });
  });
}

function keysNaming(word: string, table: ConfigTable, above: readonly string[] = []): string[] {
  return Object.entries(table).flatMap(([key, value]) => {
    const path = [...above, key];
    const inner = asTable(value);
    if (inner !== undefined) return keysNaming(word, inner, path);
    return typeof value === "string" && value.toLowerCase() === word ? [path.join(".")] : [];
  });
}
