import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { npmChromium } from "../browser/npm-chromium.ts";

/** Where with-toolchain.mjs installs. */
const installed = new URL("../../../.parts/", import.meta.url);

/** Programs that tests need and that npm does not bring. */
export type PartName =
  | "synapse"
  | "hugo"
  | "hugo-0.111"
  | BetweenHugo
  | "act"
  | "chromium"
  | OptionalName;

/** Hugos between the oldest and the current one. */
type BetweenHugo = keyof typeof betweenVersions;

/** What with-toolchain.mjs unpacks from wheels. */
const betweenVersions = {
  "hugo-0.147": "0.147.9",
  "hugo-0.152": "0.152.2",
  "hugo-0.160": "0.160.1",
} as const;

/** Parts that no test demands. */
export type OptionalName = "actionlint" | PeerName;

/** Comment systems of others; no test demands them, because they are no part of this project. */
type PeerName =
  | "garrul"
  | "cwd"
  | "waline"
  | "twikoo"
  | "twikoo-api-worker"
  | "momo"
  | "comment-kit";

/** A part that this machine lacks, and what to do about it. */
export interface MissingTier {
  readonly name: PartName;
  readonly reason: string;
  readonly remedy: string;
}

const fromWheel =
  "install Python 3.10 or newer with its venv module, on a system for which PyPI has a wheel of that Hugo, then run npm test again";
const fromPython = "install Python 3.10 or newer with its venv module, then run npm test again";

const parts: Record<
  PartName,
  { readonly candidates: () => readonly string[]; readonly remedy: string }
> = {
  synapse: { candidates: () => [inVenv("synapse_homeserver")], remedy: fromPython },
  hugo: { candidates: () => inWheel("hugo"), remedy: fromPython },
  act: { candidates: () => [inVenv("act")], remedy: fromPython },
  "hugo-0.111": {
    candidates: () =>
      [process.env["HUGO_0_111"] ?? "/usr/bin/hugo", builtByGo("hugo")].filter(isHugo0111),
    remedy:
      "install Debian 12's hugo package, or set HUGO_0_111 to the path of a Hugo 0.111, or install Go and run npm test again",
  },
  "hugo-0.147": { candidates: () => [unpacked("hugo-0.147")], remedy: fromWheel },
  "hugo-0.152": { candidates: () => [unpacked("hugo-0.152")], remedy: fromWheel },
  "hugo-0.160": { candidates: () => [unpacked("hugo-0.160")], remedy: fromWheel },
  chromium: {
    candidates: () =>
      [
        process.env["CHROMIUM_PATH"],
        npmChromium.path,
        "/usr/bin/chromium",
        "/usr/bin/google-chrome",
      ].filter((path) => path !== undefined),
    remedy:
      "install Chromium, or set CHROMIUM_PATH to its path; on Linux for x64, npm test fetches one if it can",
  },
  actionlint: {
    candidates: () => [
      builtByGo("actionlint"),
      ...(process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "actionlint")),
    ],
    remedy:
      "install Go 1.24 or newer and run npm test again, or put https://github.com/rhysd/actionlint on the PATH",
  },
  garrul: {
    candidates: () => checkoutIn("GARRUL_CHECKOUT", "src/widget/embed.bundled.ts"),
    remedy:
      "clone https://github.com/KingPin/Garrul, run npm install and npm run build:assets there, and set GARRUL_CHECKOUT to its folder",
  },
  cwd: {
    candidates: () => checkoutIn("CWD_CHECKOUT", "cwd-api/node_modules"),
    remedy:
      "clone https://github.com/anghunk/cwd, run npm install in its folder cwd-api, and set CWD_CHECKOUT to its folder",
  },
  waline: {
    candidates: () => checkoutIn("WALINE_CHECKOUT", "node_modules/@waline/client"),
    remedy:
      "clone https://github.com/lsy-404/Waline_On_Worker, run npm install and npm install @waline/client there, and set WALINE_CHECKOUT to its folder",
  },
  twikoo: {
    candidates: () => checkoutIn("TWIKOO_CHECKOUT", "node_modules/twikoo/dist/twikoo.all.min.js"),
    remedy:
      "clone https://github.com/twikoojs/twikoo-cloudflare, run npm install and npm install --no-save twikoo there, empty the files that its README names, and set TWIKOO_CHECKOUT to its folder",
  },
  "twikoo-api-worker": {
    candidates: () => checkoutIn("TWIKOO_API_WORKER_CHECKOUT", "node_modules/twikoo-func"),
    remedy:
      "clone https://github.com/hakula139/twikoo-api-worker, run pnpm install there, and set TWIKOO_API_WORKER_CHECKOUT to its folder",
  },
  momo: {
    candidates: () => checkoutIn("MOMO_CHECKOUT", "frontend/dist/momo-comment.min.js"),
    remedy:
      "clone https://github.com/Motues/Momo-Backend, run npm install in its folders worker and frontend and npm run build in frontend, and set MOMO_CHECKOUT to its folder",
  },
  "comment-kit": {
    candidates: () => checkoutIn("COMMENT_KIT_CHECKOUT", "src/index.ts"),
    remedy:
      "clone https://github.com/fardm/comment-kit, and set COMMENT_KIT_CHECKOUT to its folder",
  },
};

const optionalNames = [
  "actionlint",
  "garrul",
  "cwd",
  "waline",
  "twikoo",
  "twikoo-api-worker",
  "momo",
  "comment-kit",
] as const satisfies readonly OptionalName[];

/** Whether a test may do without it wherever it runs. */
export function isOptional(name: PartName): name is OptionalName {
  return optionalNames.some((one) => one === name);
}

/** The path of a part's program, or of a peer's checkout; undefined where this machine lacks it. */
export function findPart(name: PartName): string | undefined {
  return parts[name].candidates().find(existsSync);
}

/** The path of a part's program; for tests that need it. */
export function partPath(name: PartName): string {
  const path = findPart(name);
  if (path === undefined) throw new Error(`${name} is not on this machine: ${parts[name].remedy}`);
  return path;
}

/** The parts that this machine lacks. */
export function missingTiers(): readonly MissingTier[] {
  const names = Object.keys(parts).filter((name): name is PartName => name in parts);
  return names
    .filter((name) => findPart(name) === undefined)
    .map((name) => ({
      name,
      reason: reasonOf(name) || `${name} was not found`,
      remedy: parts[name].remedy,
    }));
}

/** What with-toolchain.mjs said when it looked for the part. */
function reasonOf(name: PartName): string | undefined {
  if (isOptional(name)) return undefined;
  return process.env[name in betweenVersions ? "WHEELS_OF_HUGO_MISSING" : "PYTHON_PARTS_MISSING"];
}

/** A Hugo out of its wheel; with-toolchain.mjs puts it there. */
function unpacked(name: BetweenHugo): string {
  const program = process.platform === "win32" ? "hugo.exe" : "hugo";
  return fileURLToPath(new URL(`hugo/${betweenVersions[name]}/${program}`, installed));
}

function inVenv(program: string): string {
  return fileURLToPath(new URL(`venv/bin/${program}`, installed));
}

/** The program itself, which a script of Python in the environment starts. */
function inWheel(program: string): readonly string[] {
  const packages = fileURLToPath(new URL("venv/lib/", installed));
  return globSync(`python3.*/site-packages/${program}/binaries/${program}*`, { cwd: packages })
    .filter((path) => !path.endsWith(".py"))
    .map((path) => join(packages, path));
}

function builtByGo(program: string): string {
  return fileURLToPath(new URL(`go/bin/${program}`, installed));
}

/** A checkout that is ready to run: with this file of those that its setup makes. */
function checkoutIn(variable: string, made: string): readonly string[] {
  const folder = process.env[variable];
  return folder !== undefined && existsSync(join(folder, made)) ? [folder] : [];
}

function isHugo0111(path: string): boolean {
  if (!existsSync(path)) return false;
  return spawnSync(path, ["version"], { encoding: "utf8" }).stdout.includes("v0.111.");
}
