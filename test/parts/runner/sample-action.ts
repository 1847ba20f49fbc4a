import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** An action and a workspace in a temporary folder, for tests of the parts that run actions. */
export interface SampleAction extends AsyncDisposable {
  readonly action: string;
  readonly workspace: string;
}

const nodeModules = fileURLToPath(new URL("../../../node_modules", import.meta.url));

/**
 * Writes an action whose scripts, ES modules, may import the packages of this repository.
 * @param inputs each declared input with its default
 * @param files of the workspace, by their path in it
 */
export async function writeSampleAction(scripts: {
  readonly main: string;
  readonly post?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}): Promise<SampleAction> {
  const folder = await mkdtemp(join(tmpdir(), "sample-action-"));
  const action = join(folder, "action");
  const workspace = join(folder, "workspace");
  await mkdir(action);
  await mkdir(workspace);
  await symlink(nodeModules, join(action, "node_modules"));
  await writeActionFiles(action, scripts);
  for (const [path, content] of Object.entries(scripts.files ?? {})) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), content);
  }
  return {
    action,
    workspace,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Writes `action.yml` and the scripts it names. */
export async function writeActionFiles(
  folder: string,
  { main, post, inputs = {} }: Omit<Parameters<typeof writeSampleAction>[0], "files">,
): Promise<void> {
  const metadata = {
    name: "Sample",
    description: "Sample",
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [name, { description: name, default: value }]),
    ),
    runs: {
      using: "node24",
      main: "main.mjs",
      ...(post === undefined ? {} : { post: "post.mjs", "post-if": "always()" }),
    },
  };
  // JSON is YAML too.
  await writeFile(join(folder, "action.yml"), JSON.stringify(metadata));
  await writeFile(join(folder, "main.mjs"), main);
  if (post !== undefined) await writeFile(join(folder, "post.mjs"), post);
}
