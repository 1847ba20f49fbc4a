import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { execa } from "execa";
import { z } from "zod";
import { commonJsForBundles } from "../scripts/build.ts";
import { median } from "./figure.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const result = z.object({
  comments: z.number(),
  /** Milliseconds for each 10,000 comments, in their order. */
  times: z.array(z.number()),
  peakMegabytes: z.number(),
});

/** Moves 100,000 comments in a process of its own, which is bundled as the product is. */
export async function importMany(
  databasesUrl: string,
  folder: string,
): Promise<{
  readonly msPerComment: number;
  /** Time of the last 30,000 comments over that of the first 30,000. */
  readonly growth: number;
  readonly peakMegabytes: number;
}> {
  const child = join(folder, "import-many.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["bench/import-many-child.ts"],
    outfile: child,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
    banner: { js: commonJsForBundles },
  });
  const { stdout } = await execa(process.execPath, [child, databasesUrl]);
  const { comments, times, peakMegabytes } = result.parse(JSON.parse(stdout));
  return {
    msPerComment: times.reduce((sum, time) => sum + time, 0) / comments,
    growth: median(times.slice(-3)) / median(times.slice(0, 3)),
    peakMegabytes,
  };
}
