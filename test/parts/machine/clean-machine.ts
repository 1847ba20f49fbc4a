import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const publicAddress = "https://github.com/hugo-comment-migration/hugo-comment-migration";
const ofGit = ["basename", "sed", "uname"];
const ofDocuments = ["cp", "curl", "mkdir"];
const programs = [...ofDocuments, "npm", "npx", "python3", "git", "sh", "env", ...ofGit];

/** What the machine's network asks of programs, and is no part of what they are tested for. */
const ofNetwork =
  /^(?:https?_proxy|no_proxy|\w*ca_\w+|ssl_cert_\w+|npm_config_(?:registry|cafile|\w*proxy))$/i;

/** A machine on which nobody has worked yet: an empty home, few programs, one folder. */
export interface CleanMachine extends AsyncDisposable {
  /** Where commands are given at first. */
  readonly folder: string;
  /** Where Git finds what is published: the last commit of this repository. */
  readonly published: string;
  /**
   * Gives commands one after the other in a shell, and what they print. What is cloned from this
   * project's public address is what is published.
   * @throws where one of them fails
   */
  run(commands: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  /** Gives commands of which the last one does not end by itself. */
  start(commands: readonly string[], env?: Readonly<Record<string, string>>): StartedCommands;
}

/** Commands that run until they are disposed of. */
interface StartedCommands extends AsyncDisposable {
  /**
   * Waits until they have printed this.
   * @throws Error with what they printed where they end before
   */
  printed(pattern: RegExp): Promise<void>;
}

/** A machine with Node, npm, Python 3 and Git. It needs a system with `sh` and symbolic links. */
export async function startCleanMachine(): Promise<CleanMachine> {
  const machine = await mkdtemp(join(tmpdir(), "clean-machine-"));
  const [bin, home, folder] = [join(machine, "bin"), join(machine, "home"), join(machine, "here")];
  await Promise.all([bin, home, folder].map((path) => mkdir(path)));
  await symlink(process.execPath, join(bin, "node"));
  for (const program of programs) {
    const path = execFileSync("which", [program], { encoding: "utf8" }).trim();
    await symlink(path, join(bin, program));
  }
  // Without its history: npm unpacks all of it each time that it installs from Git.
  const repository = join(machine, "published");
  await execa("git", ["clone", "--quiet", "--bare", "--depth", "1", `file://${root}`, repository]);
  const inherited = Object.entries(process.env).filter(([name]) => ofNetwork.test(name));
  const machineEnv = {
    ...Object.fromEntries(inherited),
    PATH: bin,
    HOME: home,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.file://${repository}.insteadOf`,
    GIT_CONFIG_VALUE_0: publicAddress,
  };
  const giveCommands = (
    commands: readonly string[],
    env: Readonly<Record<string, string>>,
    more: { readonly detached?: boolean; readonly reject?: boolean } = {},
  ) =>
    execa(join(bin, "sh"), ["-euc", commands.join("\n")], {
      cwd: folder,
      env: { ...machineEnv, ...env },
      extendEnv: false,
      all: true,
      stdin: "ignore",
      ...more,
    });
  return {
    folder,
    published: `file://${repository}`,
    async run(commands, env = {}) {
      return (await giveCommands(commands, env)).all;
    },
    start(commands, env = {}) {
      const running = giveCommands(commands, env, { detached: true, reject: false });
      const { pid } = running;
      if (pid === undefined) throw new Error("the shell could not be started");
      let hasEnded = false;
      const ended = running.then(() => {
        hasEnded = true;
      });
      return {
        printed: (pattern) =>
          new Promise((resolve, reject) => {
            let all = "";
            running.all.on("data", (part: Buffer) => {
              all += part.toString();
              if (pattern.test(all)) resolve();
            });
            running.all.once("end", () => reject(new Error(all)));
          }),
        async [Symbol.asyncDispose]() {
          if (!hasEnded) process.kill(-pid, "SIGKILL");
          await ended;
        },
      };
    },
    [Symbol.asyncDispose]: () => rm(machine, { recursive: true, force: true, maxRetries: 3 }),
  };
}
