import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openExport } from "../../../src/sources/export/open-export.ts";
import { staticmanFormat } from "../../../src/sources/staticman/staticman-format.ts";

/** All that data files hold, by their names in the repository. */
export async function contentsOf(files: Readonly<Record<string, string | Buffer>>) {
  const folder = mkdtempSync(join(tmpdir(), "staticman-"));
  try {
    const given = Object.entries(files).map(([name, content]) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return { name, path };
    });
    const options = { files: given, folder, site: undefined, contentFormat: "text" } as const;
    const opened = await openExport(staticmanFormat, options);
    try {
      return {
        source: opened.source,
        threads: opened.threads,
        findings: opened.findings.map(({ code }) => code),
        conversations: opened.threads.map(({ id }) => opened.commentsOf(id)),
      };
    } finally {
      opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
