import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExportFormat } from "../../../src/sources/export/export-format.ts";
import {
  type ExportFiles,
  type OpenExport,
  openExport,
} from "../../../src/sources/export/open-export.ts";

/** Writes files and reads them as exports; the temporary folder is removed. */
export async function withExport<T>(
  format: ExportFormat,
  files: readonly (string | Buffer)[],
  use: (opened: OpenExport, folder: string) => T,
  { contentFormat = "text", site }: Partial<Pick<ExportFiles, "contentFormat" | "site">> = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "export-"));
  try {
    const given = files.map((content, index) => {
      const name = `crumbs-2026-01-0${index + 1}T00:00:00-all.xml`;
      writeFileSync(join(folder, name), content);
      return { name, path: join(folder, name) };
    });
    const opened = await openExport(format, { files: given, folder, site, contentFormat });
    try {
      return use(opened, folder);
    } finally {
      opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
