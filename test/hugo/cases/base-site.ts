/** Configuration of a site of which only the pages that a case is about are built. */
export function baseToml(more = ""): string {
  return `baseURL = "https://blog.example/"
disableKinds = ["taxonomy", "term", "rss", "sitemap"]
${more}`;
}

/** The same in YAML. */
export function baseYaml(more = ""): string {
  return `baseURL: https://blog.example/
disableKinds: [taxonomy, term, rss, sitemap]
${more}`;
}

/** Cactus's widget as its guide has it. Source: https://cactus.chat/docs/getting-started/quick-start/ */
export function widget(threadId: string, siteName = "blog.example"): string {
  return `<script src="https://latest.cactus.chat/cactus.js"></script>
<div id="comment-section"></div>
<script>
initComments({
  node: document.getElementById("comment-section"),
  defaultHomeserverUrl: "https://matrix.cactus.chat:8448",
  serverName: "cactus.chat",
  siteName: "${siteName}",
  commentSectionId: "${threadId}"
})
</script>
`;
}

/** Layouts that show the content of each page. */
export const contentLayouts = {
  "layouts/_default/single.html": "<html><body>{{ .Content }}</body></html>\n",
  "layouts/_default/list.html": "<html><body>{{ .Content }}</body></html>\n",
};

/** The shortcode of Cactus's guide. */
export const chatShortcode = { "layouts/shortcodes/chat.html": widget("{{ .Get 0 }}") };

/** A site whose pages show comments by the shortcode. */
export const base = { "hugo.toml": baseToml(), ...contentLayouts, ...chatShortcode };

/** A site whose layout shows comments on pages with the parameter `cid`. */
export const byParameter = {
  "hugo.toml": baseToml(),
  ...contentLayouts,
  "layouts/_default/single.html": `<html><body>{{ .Content }}{{ if isset .Params "cid" }}${widget("{{ .Params.cid }}")}{{ end }}</body></html>\n`,
};

/** A content file in YAML with a title. */
export function page(title: string, body = "", frontMatter = ""): string {
  return `---\ntitle: ${JSON.stringify(title)}\n${frontMatter}---\n${body}\n`;
}
