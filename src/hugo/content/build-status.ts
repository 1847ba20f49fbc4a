import { z } from "zod";
import type { PageSettings } from "../config/page-settings.ts";
import type { FrontMatter } from "./front-matter.ts";
import type { PageDates } from "./page-dates.ts";

/** Whether Hugo publishes a page, or why not. */
export type BuildStatus = "published" | "draft" | "future" | "expired" | "unrendered";

const buildOptions = z.looseObject({ render: z.union([z.string(), z.boolean()]).optional() });

/**
 * Says whether Hugo publishes a page at this time.
 * Source: https://gohugo.io/getting-started/usage/#draft-future-and-expired-content and
 * https://gohugo.io/content-management/build-options/
 */
export function buildStatus(
  frontMatter: FrontMatter,
  { publishDate, expiryDate }: PageDates,
  config: PageSettings,
  now: Date,
): BuildStatus {
  if (isDraft(frontMatter) && !config.buildDrafts) return "draft";
  if (publishDate !== undefined && publishDate.instant > now && !config.buildFuture) {
    return "future";
  }
  if (expiryDate !== undefined && expiryDate.instant < now && !config.buildExpired) {
    return "expired";
  }
  return isRendered(frontMatter) ? "published" : "unrendered";
}

/** `draft` wins over `published`, which may also be a date. */
function isDraft(frontMatter: FrontMatter): boolean {
  if (frontMatter["draft"] !== undefined) return truthOf(frontMatter["draft"]) === true;
  return truthOf(frontMatter["published"]) === false;
}

/** Source: https://pkg.go.dev/strconv#ParseBool, which Hugo uses for text. */
function truthOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (["1", "t", "T", "TRUE", "true", "True"].includes(String(value))) return true;
  return ["0", "f", "F", "FALSE", "false", "False"].includes(String(value)) ? false : undefined;
}

function isRendered(frontMatter: FrontMatter): boolean {
  if (truthOf(frontMatter["headless"]) === true) return false;
  const options = buildOptions.safeParse(frontMatter["_build"] ?? frontMatter["build"]);
  const render = options.success ? options.data.render : undefined;
  return render !== "never" && render !== "link" && render !== false;
}
