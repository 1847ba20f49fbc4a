import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import { reportJsonSchema } from "../src/report/report-json-schema.ts";
import { reportTypes } from "./report-types.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes the types that a module exports, and those that they are made of, into one file. */
export async function writeDeclarations(module: string, file: string): Promise<void> {
  const all = mkdtempSync(join(tmpdir(), "declarations-"));
  try {
    emit(all);
    writeFileSync(join(all, "report", "report-schema.d.ts"), reportTypes(reportJsonSchema()));
    const declarations = relative(join(root, "src"), module).replace(/\.ts$/, ".d.ts");
    await using bundle = await rolldown({
      input: join(all, declarations),
      // Without `oxc` it looks for a compiler, which has done its part here.
      plugins: [dts({ dtsInput: true, emitDtsOnly: true, oxc: true, tsconfig: false })],
    });
    await bundle.write({ file, format: "es" });
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
