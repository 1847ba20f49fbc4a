import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { z } from "zod";
import { readCommandLine } from "../../src/cli/command-line.ts";
import { settingInfo, settingNames } from "../../src/config/settings.ts";
import { root, type Snippet } from "./snippets.ts";

/** A command as a document shows it, and the folder that it is given in, from the root. */
export interface ShownCommand {
  readonly command: string;
  readonly folder: string;
}

/** This program, as the documents name it. */
export const ourselves = "npx github:hugo-comment-migration/hugo-comment-migration";

/** Commands that commands.parts.test.ts gives, on a machine where nothing is yet. */
export const given = {
  inSite: [
    `${ourselves} init`,
    "export CLOUDFLARE_API_TOKEN=… CLOUDFLARE_ACCOUNT_ID=…",
    `${ourselves} dry-run --database-name comments`,
  ],
  inClone: ["npm run demo", "npm run format", "npm run document"],
  inWorker: ["npm install", "npm run dev"],
  toModerate: [
    `npx wrangler d1 execute DB --remote --command "INSERT INTO moderation (action, comment_id) VALUES ('hide', 42)"`,
  ],
  toServeDemo: [
    "mkdir -p .demo/site/themes",
    "cp -R examples/site/. .demo/site",
    "cp -R examples/worker/hugo .demo/site/themes/d1-comments",
    `echo '{{ partial "d1-comments.html" .Page }}' > .demo/site/layouts/shortcodes/chat.html`,
    "export HUGO_PARAMS_D1COMMENTS_API=http://localhost:8787/api",
    "hugo server --source .demo/site --theme d1-comments",
  ],
  toTryWorker: [
    "curl http://localhost:8787/api/comments/%2Fposts%2Fbread%2F --data author_name=Ada --data content=Hello",
    "curl http://localhost:8787/api/comments/%2Fposts%2Fbread%2F",
  ],
} as const;

/** Commands that another test runs, or the script behind them: its file, and its name in there. */
const runElsewhere: Readonly<Record<string, readonly [file: string, test: string]>> = {
  "npm run demo -- --source disqus": [
    "test/e2e/demo.parts.test.ts",
    "migrates the same site from %s",
  ],
  "npm run demo -- --source github": [
    "test/e2e/demo.parts.test.ts",
    "migrates the same site from %s",
  ],
  "npm run bundle": [
    "test/action/bundles.parts.test.ts",
    "dist is what src builds, byte for byte (npm run bundle)",
  ],
  // On a local database, and as a rehearsal: they need an account at Cloudflare.
  "npm run migrate": [
    "test/documentation/commands.parts.test.ts",
    "set the Worker up, try it and rehearse its deployment",
  ],
  "npm run deploy": [
    "test/documentation/commands.parts.test.ts",
    "set the Worker up, try it and rehearse its deployment",
  ],
  "npx wrangler login": ["test/documentation/commands.parts.test.ts", "wrangler knows %s"],
};

/** Commands that no test runs, and why. */
const notRun: Readonly<Record<string, string>> = {
  "npm test": "it runs this test",
  "npx serve": "any server of files does, and the tests of previews have one of their own",
  "npm run check": "it is part of npm test",
  "npm run test:watch": "it waits for changes",
  "npm run crash": "it takes an hour; test/crash is a sample of it",
  "npm run bench": "a busy machine would make its figures fail",
  "gh attestation verify dist/main.js --repo hugo-comment-migration/hugo-comment-migration":
    "it asks GitHub about a release",
};

/** Where the commands of a document are given, from the root. */
export function folderOf(document: string): string {
  return document.startsWith("examples/") ? posix.dirname(document) : ".";
}

/** The commands of a block; `cd` leads from one folder to another. */
export function commandsOf({ document, content }: Snippet): readonly ShownCommand[] {
  let folder = folderOf(document);
  return content
    .split("\n")
    .map((line) => line.replace(/(?:^|\s+)#.*$/, ""))
    .filter((line) => line !== "")
    .map((command) => {
      const shown = { command, folder };
      const [, place] = /^cd (\S+)$/.exec(command) ?? [];
      if (place !== undefined) {
        folder = existsSync(join(root, folder, place)) ? posix.join(folder, place) : place;
      }
      return shown;
    });
}

/** Why no test holds a command of a block; undefined where one does. */
export function whyNotHeld({ command }: ShownCommand): string | undefined {
  if (/^(?:cd|export) /.test(command) || isOurs(command)) return undefined;
  const inMachine: readonly string[] = Object.values(given).flat();
  if (inMachine.includes(command) || command in notRun) return undefined;
  const [file, test] = runElsewhere[command] ?? [];
  if (file === undefined || test === undefined) {
    return "no test runs it: see test/documentation/shell-commands.ts";
  }
  const isThere = readFileSync(join(root, file), "utf8").includes(JSON.stringify(test));
  return isThere ? undefined : `${file} has no test "${test}"`;
}

/** What is wrong with a command, as far as that can be seen without running it. */
export function whatIsWrong({ command, folder }: ShownCommand): string | undefined {
  const [program = "", ...args] = argumentsOf(command);
  const ownArguments = isOurs(command) ? args.slice(1) : undefined;
  if (ownArguments !== undefined) return misread(ownArguments);
  const missing = args.find((arg) => isPath(arg) && !existsSync(join(root, folder, arg)));
  if (missing !== undefined) return `${folder} has no ${missing}`;
  switch (program) {
    case "cd":
    case "cp":
    case "curl":
    case "echo":
    case "gh":
    case "hugo":
    case "mkdir":
    case "node":
    case "wrangler":
      return undefined;
    case "export":
      return args
        .map((arg) => arg.replace(/=.*/, ""))
        .filter((name) => !settingNames.some((one) => settingInfo(one).env.includes(name)))
        .filter((name) => !name.startsWith("HUGO_"))
        .map((name) => `no setting is read from ${name}`)[0];
    case "npm":
      return wrongWithNpm(args, folder);
    case "npx":
      return isWrangler(command) || command in notRun || hasProgram(args[0] ?? "")
        ? undefined
        : `no package here has the program ${args[0]}`;
    default:
      return `${program} is a program that no test knows`;
  }
}

/** Whether it is a command of wrangler, which wrangler itself is asked about. */
export function isWrangler(command: string): boolean {
  return /^(?:npx )?wrangler /.test(command);
}

/** Its words; what is between angle brackets stands for some. */
export function argumentsOf(command: string): readonly string[] {
  return (command.match(/(?:<[^>]*>|"[^"]*"|\S)+/g) ?? []).map((word) => word.replaceAll('"', ""));
}

function isOurs(command: string): boolean {
  return command.startsWith(ourselves) || /^node \S*\/dist\/cli\.js(?: |$)/.test(command);
}

/** What the command line reader has against arguments. */
export function misread(args: readonly string[]): string | undefined {
  try {
    readCommandLine(args);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function isPath(argument: string): boolean {
  return /^(?:test|examples|scripts|src|dist|bench)\/[\w./-]+$/.test(argument);
}

const packageFile = z.object({ scripts: z.record(z.string(), z.string()) });

/** The scripts of a folder's package. */
export function scriptsOf(folder: string): Readonly<Record<string, string>> {
  const file = join(root, folder, "package.json");
  return packageFile.parse(JSON.parse(readFileSync(file, "utf8"))).scripts;
}

function wrongWithNpm([what, name = "", dashes]: readonly string[], folder: string) {
  if (what === "install") return undefined;
  const script = what === "run" ? name : what;
  if (script === undefined || !(script in scriptsOf(folder))) {
    return `${folder}/package.json has no script ${script}`;
  }
  return what === "run" && dashes !== undefined && dashes !== "--"
    ? `npm takes ${dashes} for its own: put -- before it`
    : undefined;
}

function hasProgram(name: string): boolean {
  return existsSync(join(root, "node_modules", ".bin", name));
}
