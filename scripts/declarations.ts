import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes the types of a module, and of what they refer to, into a folder. */
export async function writeDeclarations(module: string, outdir: string): Promise<void> {
  const all = mkdtempSync(join(tmpdir(), "declarations-"));
  try {
    emit(all);
    const src = join(root, "src");
    const first = join(all, relative(src, module).replace(/\.ts$/, ".d.ts"));
    const reached = new Set([first]);
    for (const file of reached) {
      const text = readFileSync(file, "utf8");
      for (const [, path = ""] of text.matchAll(/["'](\.\.?\/[^"']+)\.ts["']/g)) {
        reached.add(join(dirname(file), `${path}.d.ts`));
      }
      const target = join(outdir, relative(all, file));
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(file, target);
    }
  } finally {
    rmSync(all, { recursive: true });
  }
}

function emit(outdir: string): void {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly"];
  const project = join(root, "tsconfig.types.json");
  const args = [compiler, "-p", project, ...options, "--outDir", outdir];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the types can't be written: ${stdout}`);
}
