import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { partPath } from "../test/parts/tiers/tiers.ts";
import { type PrintedLine, terminalPicture } from "./demo/terminal-picture.ts";

// Records npm run demo for README: what it prints, and when, as docs/images/demo.svg. Needs Hugo.

const root = fileURLToPath(new URL("..", import.meta.url));
const demo = spawn(process.execPath, [join(root, "scripts", "demo", "main.ts"), "--reset"], {
  cwd: root,
  env: {
    ...process.env,
    PATH: [dirname(partPath("hugo")), process.env["PATH"]].join(delimiter),
  },
  stdio: ["ignore", "pipe", "inherit"],
});
const ended = once(demo, "close");
const start = performance.now();
const printed: PrintedLine[] = [];
for await (const line of createInterface({ input: demo.stdout })) {
  // Lines that come within a moment were printed at once.
  const now = Math.round((performance.now() - start) / 50) * 50;
  printed.push({ text: line.replaceAll(root, ""), at: now });
}
await ended;
if (demo.exitCode !== 0) throw new Error(`the demo ended with ${demo.exitCode}`);
const picture = terminalPicture("npm run demo", printed, {
  rows: 28,
  columns: 80,
  longestWait: 1200,
  pageStays: 3500,
  endStays: 7000,
});
writeFileSync(join(root, "docs", "images", "demo.svg"), picture);
