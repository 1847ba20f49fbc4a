import { warning } from "@actions/core";
import fastGlob from "fast-glob";
import { printable } from "../../domain/printable.ts";
import type { Report } from "../../report/report.ts";
import type { FinishedRun } from "../../run/host.ts";
import { say } from "../log/log.ts";
import type { RunContext } from "../runner/run-context.ts";
import { previewArtifactName } from "./checkpoint-key.ts";
import { Patience } from "./patience.ts";
import { refusalText } from "./store-result.ts";

/** Keeps a preview as an artifact of its own. Returns the sentence that reports it. */
export async function keepPreview(
  { folder, addresses }: NonNullable<FinishedRun["preview"]>,
  report: Report,
  context: RunContext,
): Promise<string> {
  const name = previewArtifactName(report, context);
  const { createArtifactStore } = await import("./artifact-store.ts");
  const store = createArtifactStore(context, undefined, new Patience());
  // Without the dotfile by which the next run knows the folder.
  const files = await fastGlob("**", { cwd: folder, absolute: true, followSymbolicLinks: false });
  const result = await store.upload(name, files, folder, "site");
  if (result.ok) {
    const line = `Preview: kept as the artifact ${name} of this run. Unpack it, run npx serve in that folder, and look at ${addresses.join(", ")}.`;
    say(line);
    return line;
  }
  const line = `Preview: not kept as an artifact. Reason: ${refusalText(result)}`;
  warning(printable(line));
  return line;
}
