import type { Finding } from "../../domain/finding.ts";
import type { ExportFile } from "./export-file.ts";
import { exportMessages } from "./messages.ts";

/** What a person should know of a file whose characters are not all as they should be. */
export function oddCharacters(
  { name: file }: ExportFile,
  { junk, unreadable }: { readonly junk: number; readonly unreadable: number },
): readonly Finding[] {
  const findings: Finding[] = [];
  if (junk > 0) {
    findings.push(exportMessages.finding("export-begins-with-junk", { file, characters: junk }));
  }
  if (unreadable > 0) {
    const odd = { file, characters: unreadable };
    findings.push(exportMessages.finding("export-with-unreadable-characters", odd));
  }
  return findings;
}
