import { basename } from "node:path";
import type { Metafile } from "esbuild";

/**
 * Names for the files of a build that stay when their content changes: by esbuild's name of each
 * chunk, which is a hash, the one to write instead. What is loaded on demand is named after its
 * module; what several share is named after those that load it (`main+post.js`, `all.js`), and no two
 * chunks are shared by the same ones. Names have no folder.
 */
export function chunkNames(outputs: Metafile["outputs"]): ReadonlyMap<string, string> {
  const files = Object.entries(outputs).filter(([path]) => path.endsWith(".js"));
  const loaders = files.flatMap(([path, { entryPoint, imports }]) => {
    if (entryPoint === undefined) return [];
    const loaded = imports.filter(({ kind }) => kind === "import-statement");
    return { name: withoutHash(path), loaded: new Set(loaded.map((one) => one.path)) };
  });
  const chunks = files.filter(([path]) => hash.test(path));
  const names = chunks.map(([path, { entryPoint }]) => {
    const sharers = loaders.filter(({ loaded }) => loaded.has(path)).map(({ name }) => name);
    const shared = sharers.length === loaders.length ? "all" : sharers.sort().join("+");
    const name = entryPoint === undefined ? shared : withoutHash(path);
    return [basename(path), `${name}.js`] as const;
  });
  const taken = new Set(names.map(([, name]) => name));
  if (taken.size < names.length || taken.has(".js")) {
    throw new Error(`two chunks would have one name, or one none: ${names.join(" ")}`);
  }
  return new Map(names);
}

/** Source: https://esbuild.github.io/api/#chunk-names */
const hash = /-[0-9A-Z]{8}(?=\.js$)/;

function withoutHash(path: string): string {
  return basename(path.replace(hash, ""), ".js");
}
