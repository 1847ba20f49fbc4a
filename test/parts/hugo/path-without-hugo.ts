import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The PATH of a machine that has the system's own programs and Node 24, and no Hugo. */
export function pathWithoutHugo(): Disposable & { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  for (const program of readdirSync("/usr/bin")) {
    if (program !== "hugo") symlinkSync(join("/usr/bin", program), join(folder, program));
  }
  return {
    path: `${dirname(process.execPath)}:${folder}`,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
