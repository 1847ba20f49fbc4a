import { hash } from "node:crypto";
import type { SitePage } from "../../domain/page.ts";

/**
 * What templates make of a page for the name of its comments' folder: its slug, its path without slashes
 * or with hyphens for them, its file's name or path, and Hugo's `.File.UniqueID`.
 * Sources: themes for Hugo with Staticman; gohugo.io/methods/page/file
 */
export function pageNames({ pageId, file }: Pick<SitePage, "pageId" | "file">): readonly string[] {
  const path = decoded(pageId).replace(/^\/|\/$/g, "");
  const content = file.replace(/^(?:.*\/)?content\//, "");
  const stem = content.replace(/\.[^/.]*$/, "");
  const translated = stem.replace(/\.[a-z]{2,3}(?:-\w+)?$/i, "");
  const names = [
    ...[path, stem, translated.replace(/\/_?index$/, "")].flatMap((one) => [
      one,
      one.slice(one.lastIndexOf("/") + 1),
      one.replaceAll("/", ""),
      one.replaceAll("/", "-"),
    ]),
    content.replaceAll("/", "-"),
    hash("md5", content),
  ];
  return [...new Set(names)].filter((name) => name !== "");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
