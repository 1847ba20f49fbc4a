import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { z } from "zod";

/** A package of others whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as its package.json says. */
  readonly licence: string;
  /** Its licence files, the notices of others included; empty where it brings none. */
  readonly texts: readonly string[];
}

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default("none"),
});

/** The packages of which a build took files, by name and version. */
export function bundledPackages(
  { inputs }: Pick<Metafile, "inputs">,
  root: string,
): readonly BundledPackage[] {
  const folders = new Set(
    Object.keys(inputs).flatMap(
      (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? [],
    ),
  );
  const packages = [...folders].map((folder) => readPackage(join(root, folder)));
  const byId = new Map(packages.map((one) => [`${one.name}@${one.version}`, one]));
  return [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** What has to go with copies of the bundles: who made their parts, and under which terms. */
export function licenceNotice(packages: readonly BundledPackage[]): string {
  const intro = "These packages of others are part of the files in this folder.\n";
  const notices = packages.map(({ name, version, licence, texts }) =>
    [`${name} ${version} (${licence})`, ...texts].join("\n\n"),
  );
  return `${[intro, ...notices].join(`\n${"-".repeat(80)}\n\n`)}\n`;
}

function readPackage(folder: string): BundledPackage {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  const { name, version, license } = manifest.parse(JSON.parse(text));
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim());
  return { name, version, licence: license, texts };
}
