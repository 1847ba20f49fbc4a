import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Bench, type Figure, holds, lineOf } from "../bench/figure.ts";

// npm run bench -- [name…] [--json] [--check] [--garrul <folder>]
// Runs the named benchmarks, or all. --json prints the figures as JSON, --check fails on a short one.
// --garrul names a checkout of https://github.com/KingPin/Garrul with its packages, to compare with.

const folder = fileURLToPath(new URL("../bench/", import.meta.url));
const { values, positionals } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    garrul: { type: "string" },
  },
  allowPositionals: true,
});

/** A benchmark's file is named after it, and exports `run`. */
const known = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && file !== "figure.ts" && !file.includes("-"))
  .map((file) => file.slice(0, -".ts".length));

const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  process.exit(1);
}

const figures: Figure[] = [];
for (const name of positionals.length > 0 ? positionals : known) {
  const { run }: { run: Bench } = await import(`../bench/${name}.ts`);
  const result = await run({ garrul: values.garrul });
  figures.push(...result.figures);
  if (!values.json) for (const figure of result.figures) console.log(lineOf(figure));
  for (const reason of result.skipped ?? []) console.error(`SKIPPED: ${name} ${reason}.`);
}
if (values.json) {
  console.log(
    JSON.stringify(
      figures.map((one) => ({ ...one, ok: holds(one) })),
      undefined,
      2,
    ),
  );
}
if (values.check && !figures.every(holds)) process.exitCode = 1;
