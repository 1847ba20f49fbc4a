/** What a page is to Hugo. Source: https://gohugo.io/methods/page/kind/ */
export type PageKind = "page" | "home" | "section" | "taxonomy" | "term";
