import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { currentHugo } from "../../parts/hugo/hugos.ts";
import {
  askHugo,
  asLines,
  buildWithHugo,
  type FixtureScan,
  scanError,
  scanFixture,
  threadsOf,
} from "../scan-fixture.ts";
import {
  base,
  baseToml,
  byParameter,
  chatShortcode,
  contentLayouts,
  page,
  widget,
} from "./base-site.ts";
import { failingPage } from "./site-cases.ts";

const post = page("A", "{{< chat a >}}");
const failingToParse = { "layouts/partials/broken.html": "{{ nothingOfThisName }}" };

/** Builds the site into its folder `public`, or another. */
function built(into = "public") {
  return (folder: string) => buildWithHugo(folder, join(folder, into));
}

/** A program in the place of Hugo. */
function program(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), "in-place-of-hugo-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "hugo");
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const sitesWithoutHugo: readonly (FixtureScan & { readonly name: string })[] = [
  { name: "a section id that stands in the content", files: { ...base, "content/a.md": post } },
  {
    name: "an octal slug",
    files: { ...base, "content/a.md": page("A", "{{< chat a >}}", "slug: 0123\n") },
  },
  {
    name: "a number in the layout",
    files: { ...byParameter, "content/a.md": page("A", "", "cid: 0123\n") },
  },
  {
    name: "versions",
    files: {
      ...base,
      "hugo.toml": baseToml('[versions."v2.0.0"]\n[versions."v1.0.0"]\n'),
      "content/a.md": page("A", "{{< chat a >}}", 'sites:\n  matrix:\n    versions: ["v1.0.0"]\n'),
    },
  },
  {
    name: "a content adapter",
    files: {
      ...base,
      "content/_content.gotmpl":
        '{{ $.AddPage (dict "path" "dune" "content" (dict "mediaType" "text/markdown" "value" "{{< chat dune >}}")) }}',
    },
  },
  {
    name: "mounts that leave files out",
    files: {
      ...base,
      "hugo.toml": baseToml(
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\nfiles = ["! d/**"]\n',
      ),
      "content/a.md": post,
      "content/d/b.md": page("B", "{{< chat b >}}"),
    },
  },
];

currentHugo.describe("Neither Hugo nor a built site", () => {
  it.each(sitesWithoutHugo)("ends the scan, and nothing is guessed: $name", async ({ files }) => {
    expect(await askHugo({ files }), "as Hugo builds it").toHaveLength(1);
    const error = await scanError({ files, hugo: "none" });
    expect(error.code).toBe("no-hugo");
    const text = `${error.message} ${error.remedy}`;
    expect(text).toMatch(/hugo-version/);
    expect(text).toMatch(/hugo-path|install Hugo/i);
    expect(text).toMatch(/public-dir/);
  });

  it.each(["content", "rendered", "auto"] as const)(
    "ends it with discover %s",
    async (discover) => {
      const files = { ...base, "content/a.md": post };
      expect((await scanError({ files, hugo: "none", discover })).code).toBe("no-hugo");
    },
  );
});

currentHugo.describe("A site built before, without Hugo", () => {
  const files = {
    ...base,
    "content/a.md": page("A", "{{< chat a >}}", "slug: 0123\n"),
    "content/b.md": page("B", "{{< chat b >}}"),
  };

  it("is read where it is beside the content", async () => {
    const scan = await scanFixture({ files, hugo: "none", before: built() });
    expect(asLines(threadsOf(scan))).toEqual(["/83/ a", "/b/ b"]);
    expect(scan.findings).toMatchObject([{ severity: "notice", code: "build-may-be-old" }]);
    expect(scan.findings[0]?.message).toContain("public");
  });

  it("is warned of where the content was written long after it", async () => {
    const scan = await scanFixture({
      files,
      hugo: "none",
      before(folder) {
        built()(folder);
        const later = new Date(Date.now() + 3_600_000);
        utimesSync(join(folder, "content/a.md"), later, later);
      },
    });
    expect(scan.findings).toMatchObject([{ severity: "warning", code: "build-may-be-old" }]);
    expect(scan.findings[0]?.message).toContain("is older than the content");
  });

  it("is read where public-dir says", async () => {
    const scan = await scanFixture({
      files,
      hugo: "none",
      publicDir: "site/out",
      before: built("site/out"),
    });
    expect(asLines(threadsOf(scan))).toEqual(["/83/ a", "/b/ b"]);
    expect(scan.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("that was built elsewhere needs none of the site's layouts", async () => {
    const scan = await scanFixture({
      files: {
        "hugo.toml": baseToml('theme = "absent"\n'),
        "content/a.md": post,
        "public/a/index.html": widget("a"),
      },
      hugo: "none",
    });
    expect(asLines(threadsOf(scan))).toEqual(["/a/ a"]);
  });

  it("that is not where public-dir says is an error", async () => {
    const error = await scanError({ files, hugo: "none", publicDir: "nowhere" });
    expect(error.message).toContain("nowhere");
  });
});

currentHugo.describe("A build that fails, while Hugo lists the pages", () => {
  const files = {
    ...base,
    ...failingPage(),
    "hugo.toml": baseToml('[permalinks]\nposts = "/:year/:slug/"\n'),
    "content/posts/a.md": page("A", "{{< chat a >}}", "date: 2020-01-01\nslug: 0123\n"),
    "content/posts/b.md": page("B", '{{< chat "b" >}}', "date: 2021-01-01\n"),
  };

  it("leaves the sections that a parameter says, at Hugo's addresses", async () => {
    const scan = await scanFixture({ files });
    expect(asLines(threadsOf(scan))).toEqual(["/2020/83/ a", "/2021/b/ b"]);
    const [failure, ...others] = scan.findings.filter(({ code }) => code === "build-failed");
    expect(failure?.severity).toBe("warning");
    expect(failure?.message).toContain("failing");
    expect(others).toEqual([]);
  });

  it("leaves the sections that the shortcode's template says itself", async () => {
    const fixture = {
      files: {
        ...files,
        "layouts/shortcodes/talk.html": widget("the-only-room"),
        "content/c.md": page("C", "{{< talk >}}"),
      },
    };
    expect(asLines(threadsOf(await scanFixture(fixture)))).toContain("/c/ the-only-room");
  });

  it.each([
    [
      "is computed by the shortcode",
      { "layouts/shortcodes/talk.html": widget("{{ .Page.File.UniqueID }}") },
    ],
    [
      "comes from a partial",
      {
        "layouts/partials/talk.html": widget("{{ .id }}"),
        "layouts/shortcodes/talk.html": '{{ partial "talk.html" (dict "id" (.Get 0 | urlize)) }}',
      },
    ],
    [
      "hangs on a condition",
      {
        "layouts/shortcodes/talk.html": `{{ if .Page.Params.open }}${widget("{{ .Get 0 }}")}{{ end }}`,
      },
    ],
  ])("makes a section wait that %s, in one finding that names its file", async (_, layouts) => {
    const scan = await scanFixture({
      files: {
        ...files,
        ...layouts,
        "content/c.md": page("C", "{{< talk c >}}"),
        "content/d.md": page("D", "{{< talk d >}}"),
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/2020/83/ a", "/2021/b/ b"]);
    const waiting = scan.findings.filter(({ code }) => code === "not-known-without-build");
    expect(waiting).toMatchObject([{ severity: "error" }]);
    expect(waiting[0]?.message ?? "").toContain("content/c.md");
    expect(waiting[0]?.message ?? "").toContain("content/d.md");
    expect(waiting[0]?.remedy ?? "").toMatch(/build/);
  });

  it("makes the sections wait that a layout shows", async () => {
    const scan = await scanFixture({
      files: { ...byParameter, ...failingPage(), "content/a.md": page("A", "", "cid: 0123\n") },
    });
    expect(scan.pages).toEqual([]);
    expect(scan.findings).toContainEqual(
      expect.objectContaining({ severity: "error", code: "not-known-without-build" }),
    );
  });

  it("makes the sections of a content adapter wait", async () => {
    const scan = await scanFixture({
      files: {
        ...files,
        "content/books/_content.gotmpl":
          '{{ $.AddPage (dict "path" "dune" "content" (dict "mediaType" "text/markdown" "value" "{{< chat dune >}}")) }}',
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/2020/83/ a", "/2021/b/ b"]);
    const waiting = scan.findings.filter(({ code }) => code === "not-known-without-build");
    expect(waiting[0]?.message ?? "").toContain("content/books/_content.gotmpl");
  });

  it("is no end where the site's own configuration can be built and ours can't", async () => {
    const hugo = program(
      `case "$*" in *--config*) echo "Error: unknown configuration" >&2; exit 1;; esac\nexec "${currentHugo.path()}" "$@"`,
    );
    const sites = { ...byParameter, ...chatShortcode };
    const fixture = {
      files: {
        ...sites,
        "content/a.md": page("A", "", "cid: 0123\n"),
        "content/b.md": page("B", "{{< chat b >}}"),
      },
    };
    const scan = await scanFixture({ ...fixture, hugo });
    expect(threadsOf(scan)).toEqual(await askHugo(fixture));
    expect(scan.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

currentHugo.describe("A site that Hugo can't read at all", () => {
  it.each([
    ["a template that can't be parsed", { ...base, ...failingToParse }, "broken.html"],
    ["a theme that is not checked out", { "hugo.toml": baseToml('theme = "absent"\n') }, "absent"],
    [
      "a module that is not there",
      { "hugo.toml": baseToml('[[module.imports]]\npath = "absent"\n') },
      "absent",
    ],
  ])("makes all its comments wait, and says why: %s", async (_, files, reason) => {
    const scan = await scanFixture({ files: { ...files, "content/a.md": post } });
    expect(scan.pages).toEqual([]);
    const said = scan.findings.map(({ message }) => message).join("\n");
    expect(said).toContain(reason);
    expect(scan.findings).toContainEqual(
      expect.objectContaining({ severity: "error", code: "not-known-without-build" }),
    );
  });

  it("is read from the site built before", async () => {
    const scan = await scanFixture({
      files: { ...base, "content/a.md": post },
      before(folder) {
        built()(folder);
        writeFileSync(join(folder, "layouts/shortcodes/broken.html"), "{{ nothingOfThisName }}");
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/a/ a"]);
    expect(scan.findings.map(({ code }) => code)).toContain("build-may-be-old");
  });
});

currentHugo.describe("An old built site in the repository, while the build fails", () => {
  const files = { ...base, ...failingPage(), "content/p/a.md": post };
  const old: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["without the widget", { "public/index.html": "<html><body>Home</body></html>" }],
    [
      "with the page, and without the widget",
      { "public/index.html": "Home", "public/p/a/index.html": "<html><body>A</body></html>" },
    ],
    ["with a page that is gone", { "public/p/gone/index.html": widget("gone") }],
  ];

  it.each(old)("says nothing against a section of the content: %s", async (_, publicFiles) => {
    const scan = await scanFixture({ files: { ...files, ...publicFiles } });
    expect(asLines(threadsOf(scan))).toContain("/p/a/ a");
    expect(scan.findings).toContainEqual(expect.objectContaining({ code: "build-may-be-old" }));
    expect(scan.findings).not.toContainEqual(
      expect.objectContaining({ code: "shortcode-not-shown" }),
    );
    const remedies = scan.findings.map(({ remedy }) => remedy ?? "").join("\n");
    expect(remedies).not.toMatch(/(take|remove) (it|the section|the shortcode)/i);
  });
});

currentHugo.describe("A Hugo that never ends", () => {
  const files = { ...base, "content/a.md": post };
  const sleeping: readonly (readonly [string, string])[] = [
    ["asleep", "exec sleep 600"],
    ["deaf to being ended", "trap '' TERM INT\nwhile :; do sleep 1; done"],
    ["with a child that keeps its output open", 'sleep 600 &\necho $! >> "$PIDS"\nwait'],
  ];

  it.each(sleeping)("is ended, and the built site is read: %s", async (_, script) => {
    const folder = mkdtempSync(join(tmpdir(), "pids-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const pids = join(folder, "pids");
    const scan = await scanFixture({
      files,
      hugo: program(`PIDS="${pids}"\necho $$ >> "$PIDS"\n${script}`),
      timeBudgetMs: 6000,
      before: built(),
    });
    expect(asLines(threadsOf(scan))).toEqual(["/a/ a"]);
    const said = scan.findings.map(({ message }) => message).join("\n");
    expect(said).toMatch(/took more than|time/);
    const asked = readFileSync(pids, "utf8").trim().split("\n");
    const left = asked.filter(isAlive);
    for (const pid of left) process.kill(Number(pid), "SIGKILL");
    expect(left, "processes that were left").toEqual([]);
  });

  it("is an error where nothing else answers", async () => {
    const scan = await scanFixture({ files, hugo: program("exec sleep 600"), timeBudgetMs: 6000 });
    expect(scan.pages).toEqual([]);
    expect(scan.findings).toContainEqual(
      expect.objectContaining({ severity: "error", code: "not-known-without-build" }),
    );
  });
});

currentHugo.describe("A Hugo that something else starts", () => {
  it("may print lines of its own before and after", async () => {
    const hugo = program(`echo "Starting Hugo …"\n"${currentHugo.path()}" "$@"\necho "Done."`);
    const fixture = {
      files: { ...base, "content/a.md": page("A", "{{< chat a >}}", "slug: 0123\n") },
    };
    const scan = await scanFixture({ ...fixture, hugo });
    expect(threadsOf(scan)).toEqual(await askHugo(fixture));
  });
});

// root reads everything; as it, the scan runs with the rights of nobody.
const nobody = 65_534;
const runsAsRoot = process.getuid?.() === 0;

currentHugo.describe("Content that can't be read", () => {
  it.skipIf(process.platform === "win32").each([
    ["a folder", "content/locked", "content/locked"],
    ["a folder below a section", "content/p/locked", "content/p/locked"],
    ["a file", "content/locked/b.md", "content/locked/b.md"],
  ])("is an error that names it: %s", async (_, path, named) => {
    if (runsAsRoot) process.seteuid?.(nobody);
    const cache = mkdtempSync(join(tmpdir(), "hugo-cache-"));
    try {
      const fixture: FixtureScan = {
        files: {
          ...base,
          "content/a.md": post,
          "content/locked/b.md": page("B", "{{< chat b >}}"),
          "content/p/locked/c.md": page("C", "{{< chat c >}}"),
        },
        env: { HUGO_CACHEDIR: cache },
        before: (folder) => chmodSync(join(folder, path), 0),
      };
      const said = await scanFixture(fixture).then(
        ({ findings }) =>
          findings.filter(({ severity }) => severity === "error").map(({ message }) => message),
        (error: unknown) => [error instanceof Error ? error.message : ""],
      );
      expect(said.join("\n")).toContain(named);
    } finally {
      if (runsAsRoot) process.seteuid?.(0);
      rmSync(cache, { recursive: true, force: true });
    }
  });
});

currentHugo.describe("The repository", () => {
  it.each([
    ["a build that succeeds", {}],
    ["a build that fails", failingPage()],
  ])("is left as it was after %s", async (_, more) => {
    const files = {
      ...contentLayouts,
      ...chatShortcode,
      "hugo.toml": baseToml("[build.buildStats]\nenable = true\n"),
      "content/a.md": post,
      ...more,
    };
    const scan = await scanFixture({ files });
    const left = readdirSync(scan.folder, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(scan.folder, path)).isFile())
      .toSorted();
    expect(left).toEqual(Object.keys(files).toSorted());
    expect(existsSync(join(scan.folder, "public"))).toBe(false);
  });
});

/** What nobody has asked for its exit code yet is no process any more. */
function isAlive(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    const stat = `/proc/${pid}/stat`;
    return !(existsSync(stat) && /\) Z /.test(readFileSync(stat, "utf8")));
  } catch {
    return false;
  }
}
