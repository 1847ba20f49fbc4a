import { z } from "zod";
import type { SiteSetup } from "../asked/site-setup.ts";
import type { FrontMatter } from "./front-matter.ts";

/** Why Hugo does not publish a page. */
export type Unpublished = "draft" | "future" | "expired" | "unrendered";

const buildOptions = z.looseObject({ render: z.union([z.string(), z.boolean()]).optional() });

/**
 * Why a content file has no page, as far as its own front matter says; undefined where it says
 * nothing against one.
 * Source: https://gohugo.io/getting-started/usage/#draft-future-and-expired-content and
 * https://gohugo.io/content-management/build-options/
 */
export function unpublishedBy(
  frontMatter: FrontMatter,
  setup: Pick<SiteSetup, "buildDrafts" | "buildFuture" | "buildExpired">,
  now: Date,
): Unpublished | undefined {
  if (isDraft(frontMatter) && !setup.buildDrafts) return "draft";
  const date = first(frontMatter, ["publishdate", "pubdate", "published", "date"]);
  if (date !== undefined && date > now && !setup.buildFuture) return "future";
  const end = first(frontMatter, ["expirydate", "unpublishdate"]);
  if (end !== undefined && end < now && !setup.buildExpired) return "expired";
  return isRendered(frontMatter) ? undefined : "unrendered";
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

/** Source: https://gohugo.io/configuration/front-matter/#dates */
function first(frontMatter: FrontMatter, keys: readonly string[]): Date | undefined {
  return keys
    .map((key) => frontMatter[key])
    .map((value) =>
      value instanceof Date ? value : new Date(typeof value === "string" ? value : ""),
    )
    .find((date) => !Number.isNaN(date.getTime()));
}

function isRendered(frontMatter: FrontMatter): boolean {
  if (truthOf(frontMatter["headless"]) === true) return false;
  const options = buildOptions.safeParse(frontMatter["_build"] ?? frontMatter["build"]);
  const render = options.success ? options.data.render : undefined;
  return render !== "never" && render !== "link" && render !== false;
}
