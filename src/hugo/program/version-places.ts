import { readLoosely, textsBelow, valueAt } from "./loose-document.ts";

/** A kind of file in which sites name the Hugo that they are built with. */
interface VersionPlace {
  /** The files, from the folder of the site or the repository, as a pattern. */
  readonly files: string;
  /** What the file says the version is, as it is written there. */
  read(text: string): readonly unknown[];
}

const variable = "HUGO_VERSION";

/** Where sites name their Hugo, what is nearest to their build first. */
export const versionPlaces: readonly VersionPlace[] = [
  {
    // https://github.com/peaceiris/actions-hugo, https://gohugo.io/host-and-deploy/host-on-github-pages/
    files: ".github/workflows/*.{yml,yaml}",
    read(text) {
      const workflow = readLoosely("workflow.yml", text);
      return [...textsBelow(workflow, "hugo-version"), ...textsBelow(workflow, variable)];
    },
  },
  {
    // https://docs.netlify.com/build/configure-builds/file-based-configuration/
    files: "netlify.toml",
    read(text) {
      const config = readLoosely("netlify.toml", text);
      const production = valueAt(config, "context", "production", "environment", variable);
      return [production ?? valueAt(config, "build", "environment", variable)];
    },
  },
  {
    files: "vercel.json",
    read(text) {
      const config = readLoosely("vercel.json", text);
      return [valueAt(config, "build", "env", variable) ?? valueAt(config, "env", variable)];
    },
  },
  {
    files: ".hugo-version",
    read: (text) => [text.split("\n").find((line) => !/^\s*(?:#|$)/.test(line))],
  },
  {
    // https://asdf-vm.com/manage/configuration.html
    files: ".tool-versions",
    read: (text) => [/^[ \t]*(?:go)?hugo(?:-extended)?[ \t]+(\S+)/m.exec(text)?.[1]],
  },
  {
    // https://mise.jdx.dev/configuration.html
    files: "{mise,.mise}.toml",
    read(text) {
      const config = readLoosely("mise.toml", text);
      const tools = ["hugo", "hugo-extended", "gohugo", "aqua:gohugoio/hugo", "ubi:gohugoio/hugo"];
      const written = tools
        .map((name) => valueAt(config, "tools", name))
        .map((tool) => (Array.isArray(tool) ? tool[0] : tool))
        .map((tool) => (typeof tool === "object" ? valueAt(tool, "version") : tool));
      return [...written, valueAt(config, "env", variable)];
    },
  },
  {
    // The versions of hugo-extended are those of Hugo; hugo-bin has its own and names Hugo's in a section.
    files: "package.json",
    read(text) {
      const manifest = readLoosely("package.json", text);
      const kinds = ["devDependencies", "dependencies", "optionalDependencies"];
      const ranges = kinds.map((kind) => valueAt(manifest, kind, "hugo-extended"));
      return [...ranges, valueAt(manifest, "hugo-bin", "version")];
    },
  },
];
