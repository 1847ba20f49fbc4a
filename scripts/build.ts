import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from "esbuild";
import { bundledPackages, licenceNotice } from "./bundled-packages.ts";
import { chunkNames } from "./chunk-names.ts";
import { writeDeclarations } from "./declarations.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** matrix-js-sdk names its encryption engine (5 MB of WebAssembly), which reading public rooms never loads. */
const withoutEncryption: Plugin = {
  name: "without-encryption",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@matrix-org\/matrix-sdk-crypto-wasm/ }, ({ path }) => ({
      path,
      namespace: "without-encryption",
    }));
    onLoad({ filter: /.*/, namespace: "without-encryption" }, () => ({
      contents: "module.exports = {};",
    }));
  },
};

/** The start of a bundle in which packages written for CommonJS find what they expect. */
export const commonJsForBundles = [
  'import { createRequire as createRequireOfNode } from "node:module";',
  "const require = createRequireOfNode(import.meta.url);",
  "const __filename = import.meta.filename;",
  "const __dirname = import.meta.dirname;",
].join("\n");

/** How programs are bundled. */
const bundling = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  charset: "utf8",
  logLevel: "warning",
  plugins: [withoutEncryption],
  banner: { js: commonJsForBundles },
} as const satisfies BuildOptions;

/**
 * Bundles one program as it would be part of the action: what it loads only where it is needed is in
 * files of its own, beside `outfile` (`.mjs`).
 */
export async function bundleProgram(entryPoint: string, outfile: string): Promise<void> {
  await build({
    ...bundling,
    plugins: [...bundling.plugins],
    entryPoints: { [basename(outfile, ".mjs")]: entryPoint },
    outdir: dirname(outfile),
    outExtension: { ".js": ".mjs" },
    splitting: true,
  });
}

/**
 * Bundles the entry points of the action, the terminal command and the library into `outdir`, with
 * the library's types and the licences of what all is made of. Gives the build's metafile.
 */
export async function buildBundles(outdir: string): Promise<Metafile> {
  await rm(outdir, { recursive: true, force: true });
  const { metafile, outputFiles } = await build({
    entryPoints: {
      main: "src/action/entries/main.ts",
      post: "src/action/entries/post.ts",
      cli: "src/cli/cli.ts",
      index: "src/index.ts",
      "local-d1-process": "src/d1/local/local-d1-process.ts",
      "local-r2-process": "src/r2/local-r2-process.ts",
    },
    ...bundling,
    outdir,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    legalComments: "linked",
    metafile: true,
    write: false,
  });
  await writeNamed(outputFiles, chunkNames(metafile.outputs));
  const notice = licenceNotice(bundledPackages(metafile, root));
  await writeFile(join(outdir, "third-party-licences.txt"), notice);
  await writeDeclarations(
    join(root, "src", "migrate-site.ts"),
    join(outdir, "types", "index.d.ts"),
  );
  return metafile;
}

/** Writes files under other names, and these into every file that speaks of them. */
async function writeNamed(
  files: readonly OutputFile[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const old = new RegExp([...names.keys()].map(RegExp.escape).join("|"), "g");
  const renamed = (text: string) => text.replace(old, (name) => names.get(name) ?? name);
  for (const { path, text } of files) {
    const target = renamed(path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, renamed(text));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildBundles(fileURLToPath(new URL("../dist", import.meta.url)));
}
