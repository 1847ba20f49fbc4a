import type { Finding } from "../../comment/finding.ts";
import type { BuildStatus } from "../content/build-status.ts";

type Unpublished = Exclude<BuildStatus, "published">;

const because: Record<Unpublished, string> = {
  draft: "drafts",
  future: "to be published in the future",
  expired: "expired",
  unrendered: "not rendered (headless, part of a bundle, or by build options)",
};

/** Findings for the files with a comment section that Hugo does not publish. */
export function unpublishedFindings(
  files: ReadonlyMap<BuildStatus, readonly string[]>,
): readonly Finding[] {
  return (["draft", "future", "expired", "unrendered"] as const).flatMap((status) => {
    const those = files.get(status) ?? [];
    return those.length === 0 ? [] : [leftOut(status, those)];
  });
}

function leftOut(status: Unpublished, files: readonly string[]): Finding {
  return {
    severity: status === "unrendered" ? "warning" : "notice",
    code: `${status}-pages`,
    message: `Left out as Hugo leaves them out, because they are ${because[status]}: ${files.join(", ")}.`,
    remedy:
      status === "unrendered"
        ? "If readers do see their comments, move the shortcode to a page that is rendered."
        : "Run the migration again when they are published.",
  };
}
