import fc from "fast-check";
import { stringify } from "smol-toml";

/** Files of a site by path; each content file holds one comment section, named by its path. */
export type SiteFiles = Readonly<Record<string, string>>;

const word = fc.constantFrom(
  ...["Alpha", "beta", "Gamma Delta", "ünïcode", "two-part", "v1.2", "snake_case", "2020", "İÇ"],
);
const folder = fc.constantFrom(
  "posts",
  "Docs Two",
  "notes",
  "posts/deep",
  "posts/deep/er",
  "Größe",
  " x y",
);
// A lone `%` in an address makes Hugo itself panic.
const sign = fc.constantFrom(
  ..."-_ .,:;!?#&+/'~@()[]=$^|".split(""),
  "ß",
  "你",
  "é",
  "İ",
  "x",
  "Q",
);
const text = fc
  .array(fc.oneof(word, sign), { minLength: 1, maxLength: 5 })
  .map((all) => all.join(""));
const date = fc.constantFrom(
  ...["2020-02-29", "2021-12-31T23:30:00-05:00", "2022-01-01 05:06:07", "2019-07-08T00:00:00Z"],
  ...["2021-06-07T08:09:10.123+02:00", "2018-10-28T01:30:00"],
);

/** A text in front matter of any language. */
const json = (value: unknown) => JSON.stringify(value);

/** Front matter beside the title; the number keeps addresses apart. */
function pageSettings(number: number) {
  return fc
    .record(
      {
        slug: fc.oneof(
          text.map((own) => `${own} ${number}`),
          fc.constantFrom(`-s${number}-`, number + 3000),
        ),
        url: fc
          .tuple(
            fc.constantFrom(
              "/",
              "",
              "/Über/",
              "/a b/",
              "/x//y/",
              "a/../b/",
              "/:year/",
              "/:slug/:sections/",
            ),
            text.map((own) => own.replaceAll(":", "")),
            fc.constantFrom("/", "", ".html", "/index.html", ".htm", "/:title/"),
          )
          .map(([start, own, end]) => `${start}${own}${number}${end}`),
        date,
        publishDate: date,
        lastmod: date,
      },
      { requiredKeys: [] },
    )
    .chain((settings) =>
      fc.record({
        settings: fc.constant(settings),
        keeps: fc.subarray(["slug", "url", "date", "publishDate", "lastmod"], { maxLength: 3 }),
      }),
    )
    .map(({ settings, keeps }) =>
      Object.fromEntries(Object.entries(settings).filter(([key]) => keeps.includes(key))),
    );
}

function page(number: number) {
  return fc
    .record({
      folder: fc.option(folder, { nil: "" }),
      name: text.map((name) => name.replaceAll("/", "").replace(/^[.#]+/, "")),
      shape: fc.constantFrom("plain", "plain", "leaf", "branch"),
      language: fc.constantFrom("", "", "", ".de"),
      title: text,
      settings: pageSettings(number),
      format: fc.constantFrom("json", "yaml", "toml"),
    })
    .map(({ folder: inside, name, shape, language, title, settings, format }) => {
      const base = `content/${inside}/${name}${number}`.replaceAll("//", "/");
      const file = { plain: "", leaf: "/index", branch: "/_index" }[shape];
      const values = { title: `${title} ${number}`, ...settings };
      return [`${base}${file}${language}.md`, frontMatter(values, format)] as const;
    });
}

function frontMatter(values: Readonly<Record<string, unknown>>, format: string): string {
  const entries = Object.entries(values);
  if (format === "json") return `${json(values)}\n`;
  const lines = (between: string) =>
    entries.map(([key, value]) => `${key}${between}${json(value)}\n`).join("");
  return format === "yaml" ? `---\n${lines(": ")}---\n` : `+++\n${lines(" = ")}+++\n`;
}

const tokens =
  ":year :month :monthname :day :weekday :weekdayname :yearday :section :sections :sections[1:] :sections[last] :2006 :January".split(
    " ",
  );
const names =
  ":slug :title :filename :slugorfilename :contentbasename :slugorcontentbasename".split(" ");
const pattern = fc
  .tuple(
    fc.array(fc.constantFrom(...tokens, "x", "Up Per", "ü"), { maxLength: 3 }),
    fc.constantFrom(...names),
    fc.constantFrom("/", "", ".html", "-end/"),
  )
  .map(([parts, name, end]) => `/${[...parts, name].join("/")}${end}`);
const patterns = fc.dictionary(
  fc.constantFrom("posts", "docs-two", "notes", "größe", "/"),
  pattern,
  {
    maxKeys: 3,
  },
);
const permalinks = fc.oneof(
  patterns,
  fc.record({ page: patterns, thread: patterns }, { requiredKeys: [] }),
  fc.array(
    fc.record({
      target: fc.record(
        {
          path: fc.constantFrom(
            "/posts/**",
            "/{notes,posts}/*",
            "/*",
            "/**",
            "/posts/de??/**",
            "/[a-n]*/**",
          ),
          kind: fc.constantFrom("page", "{page,section}", "section"),
        },
        { requiredKeys: ["kind"] },
      ),
      pattern,
    }),
    { minLength: 1, maxLength: 3 },
  ),
);

const settings = fc.record(
  {
    uglyURLs: fc.oneof(fc.boolean(), fc.constant({ posts: true, notes: false })),
    disablePathToLower: fc.boolean(),
    removePathAccents: fc.boolean(),
    canonifyURLs: fc.boolean(),
    relativeURLs: fc.boolean(),
    defaultContentLanguageInSubdir: fc.boolean(),
    timeZone: fc.constantFrom("Europe/Berlin", "Asia/Tokyo", "America/New_York"),
    permalinks,
    frontmatter: fc.constantFrom(
      { date: ["lastmod", ":default"] },
      { date: ["publishDate", "date"], publishDate: [":default"] },
      { date: [":filename", ":default"] },
    ),
    languages: fc.constantFrom(
      { en: { weight: 1 }, de: { weight: 2 } },
      { en: { weight: 2 }, de: { weight: 1, permalinks: { posts: "/beitrag/:year/:slug/" } } },
      { en: { weight: 1 }, de: { weight: 2, timeZone: "Asia/Tokyo" } },
    ),
  },
  { requiredKeys: [] },
);

/** Sites with any settings that decide over page addresses, and pages of all shapes. */
export const randomSite: fc.Arbitrary<SiteFiles> = fc
  .record({
    config: settings,
    baseURL: fc.constantFrom(
      "https://example.org/",
      "https://example.org/sub/path",
      "/",
      "http://localhost:1313/a b/",
    ),
    pages: fc.tuple(...Array.from({ length: 25 }, (_, index) => page(index + 100))),
  })
  .map(({ config, baseURL, pages }) => ({
    "hugo.toml": stringify({ baseURL, ...config }),
    "layouts/shortcodes/chat.html": "",
    ...Object.fromEntries(pages),
  }));
