import { asTable } from "../config/config-table.ts";
import {
  isTargeted,
  type PageTarget,
  pageTarget,
  type TargetedPage,
} from "../config/page-target.ts";
import type { FrontMatter } from "./front-matter.ts";

/** Front matter that a branch, or the site, hands down to pages. */
interface CascadeRule {
  readonly target: PageTarget;
  readonly values: FrontMatter;
}

const structural = new Set(["target", "_target", "kind", "path", "lang", "cascade", "_merge"]);

/**
 * Reads `cascade`, a table or a list of tables; what is neither hands nothing down.
 * Source: https://gohugo.io/content-management/front-matter/#cascade-1
 */
export function cascadeRules(cascade: unknown): readonly CascadeRule[] {
  const list = Array.isArray(cascade) ? cascade : [cascade];
  return list.flatMap((item) => {
    const table = asTable(item);
    const target = pageTarget.safeParse(table?.["target"] ?? table?.["_target"] ?? {});
    if (table === undefined || !target.success) return [];
    const handedDown = Object.entries(table).filter(([key]) => !structural.has(key));
    return [{ target: target.data, values: Object.fromEntries(handedDown) }];
  });
}

/** The page's own front matter, with what is handed down to it where it says nothing itself. */
export function withCascade(
  own: FrontMatter,
  rules: readonly CascadeRule[],
  page: TargetedPage,
): FrontMatter {
  const result: Record<string, unknown> = { ...own };
  for (const { target, values } of rules) {
    if (!isTargeted(page, target)) continue;
    for (const [key, value] of Object.entries(values)) {
      if (key === "params") result["params"] = { ...asTable(value), ...asTable(result["params"]) };
      else result[key] ??= value;
    }
  }
  return result;
}

/** What branches hand down: rules by language and folder in Hugo's normal form. */
export type BranchCascades = ReadonlyMap<string, readonly CascadeRule[]>;

/** The rules for a page: those of the nearest branch first, the site's last. */
export function rulesFor(
  folders: readonly string[],
  language: string,
  branches: BranchCascades,
  ofSite: readonly CascadeRule[],
): readonly CascadeRule[] {
  const depths = Array.from({ length: folders.length + 1 }, (_, index) => folders.length - index);
  const ofBranches = depths.flatMap(
    (depth) => branches.get(branchKey(folders.slice(0, depth), language)) ?? [],
  );
  return [...ofBranches, ...ofSite];
}

/** @param folders in Hugo's normal form */
export function branchKey(folders: readonly string[], language: string): string {
  return `${language} ${folders.join("/")}`;
}
