import type { MigrationError } from "../../domain/migration-error.ts";
import type { ExportFault } from "./export-fault.ts";
import type { ExportFile } from "./export-file.ts";
import type { ExportFormat } from "./export-format.ts";
import { exportMessages } from "./messages.ts";

/** The error for a file that is no whole export, with what to do about it. */
export function inWords(
  error: ExportFault,
  { name: file }: ExportFile,
  {
    format: { name: format, exportAgain: again },
    posts,
  }: { readonly format: ExportFormat; readonly posts: number },
): MigrationError {
  const details = { cause: error.cause ?? error };
  const { fault } = error;
  const damage = { file, format, posts, again };
  switch (fault.is) {
    case "cut":
      return exportMessages.error("export-cut", damage, details);
    case "malformed":
      return exportMessages.error("export-malformed", { ...damage, ...fault }, details);
    case "followed-by-more":
      return exportMessages.error("export-followed-by-more", damage, details);
    case "over-limits":
      return exportMessages.error("export-over-limits", { ...damage, ...fault }, details);
    case "unknown-encoding":
      return exportMessages.error("export-encoding-unknown", { file, ...fault }, details);
    case "of-another-kind": {
      const { name: kind, source } = fault.seems;
      return source === undefined
        ? exportMessages.error("export-of-another-kind/unknown", { file, format, kind, again })
        : exportMessages.error("export-of-another-kind/known", { file, format, kind, source });
    }
  }
}
