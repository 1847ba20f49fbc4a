import { createHash } from "node:crypto";
import type { SiteConfig } from "../config/site-config.ts";
import { escapePath, removeAccents, sanitize, toLower } from "../text/url-path.ts";
import type { Evaluation, TemplateFunction } from "./evaluation.ts";
import { type FunctionTable, named, ofTexts } from "./function-table.ts";
import { scratch } from "./scratch.ts";
import { absUrl, relUrl } from "./site-addresses.ts";
import { textOf, unknown, type Value } from "./value.ts";

/** Source: https://gohugo.io/functions/crypto/, …/urls/, …/partials/, …/hugo/ */
export function siteFunctions(config: SiteConfig): FunctionTable {
  return named([
    ["crypto.MD5 md5", ofTexts((text = "") => hash("md5", text))],
    ["crypto.SHA1 sha1", ofTexts((text = "") => hash("sha1", text))],
    ["crypto.SHA256 sha256", ofTexts((text = "") => hash("sha256", text))],
    [
      "encoding.Base64Encode base64Encode",
      ofTexts((text = "") => Buffer.from(text).toString("base64")),
    ],
    [
      "encoding.Base64Decode base64Decode",
      ofTexts((text = "") => Buffer.from(text, "base64").toString()),
    ],
    ["urls.URLize urlize", ofTexts((text = "") => urlize(text, config))],
    ["urls.Anchorize anchorize", ofTexts(anchorize)],
    ["urls.RelURL relURL", ofTexts((path = "") => relUrl(path, config))],
    ["urls.AbsURL absURL", ofTexts((path = "") => absUrl(path, config))],
    ["partials.Include partial partials.IncludeCached partialCached", includePartial],
    ["templates.Exists", ofTexts(() => unknown)],
    ["hugo.IsProduction", () => true],
    ["hugo.IsServer hugo.IsDevelopment", () => false],
    ["hugo.IsMultilingual", () => config.languages.length > 1],
    ["hugo.Environment", () => "production"],
    ["collections.NewScratch newScratch", (_, { context }) => scratch(context.unsure)],
  ]);
}

const includePartial: TemplateFunction = ([name = null, dot = null], evaluation: Evaluation) => {
  const text = textOf(name);
  if (text === unknown) {
    evaluation.missPartial();
    return unknown;
  }
  const partial = evaluation.context.partial(text);
  return partial === null ? unknown : evaluation.callPartial(partial, dot);
};

function hash(algorithm: string, text: string): Value {
  return createHash(algorithm).update(text).digest("hex");
}

/** Source: gohugoio/hugo, helpers/path.go (MakePathSanitized), helpers/url.go (URLize) */
function urlize(text: string, { disablePathToLower, removePathAccents }: SiteConfig): string {
  const plain = removePathAccents ? removeAccents(sanitize(text)) : sanitize(text);
  const [path = "", fragment = ""] = (disablePathToLower ? plain : toLower(plain)).split(/#(.*)/s);
  return escapePath(path) + (fragment === "" ? "" : `#${fragment}`);
}

/** Source: gohugoio/hugo, markup/goldmark/autoid.go (the default type, github) */
function anchorize(text = ""): Value {
  return text
    .trim()
    .replace(/[^\p{L}\p{Nd}\p{Nl}\p{No}_\s-]/gu, "")
    .replace(/\s/g, "-")
    .toLowerCase();
}
