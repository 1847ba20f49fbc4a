import type { ShortcodeCall } from "../../shortcode/shortcode-lexer.ts";
import { scratch } from "./scratch.ts";
import { Dict, type HugoObject, Markup, objectWith, unknown, type Value } from "./value.ts";

/** A shortcode call as its template sees it. Source: https://gohugo.io/methods/shortcode/ */
export function shortcodeValue(
  call: ShortcodeCall,
  page: HugoObject,
  unsure: { readonly depth: number },
): HugoObject {
  const isNamed = call.named.size > 0;
  const kept = scratch(unsure);
  return objectWith({
    Get:
      () =>
      ([key = null]) =>
        parameter(call, key),
    Params: () => (isNamed ? new Dict(call.named) : call.positional),
    IsNamedParams: () => isNamed,
    Name: () => call.name,
    Inner: () => (call.inner === undefined ? unknown : new Markup(call.inner, "html")),
    Page: () => page,
    Site: () => page.field("Site"),
    Scratch: () => kept,
    Store: () => kept,
  });
}

/** Source: gohugoio/hugo, hugolib/shortcode.go (ShortcodeWithPage.Get) */
function parameter({ positional, named }: ShortcodeCall, key: Value): Value {
  if (typeof key === "number") {
    if (named.size > 0 || positional.length === 0) return null;
    return positional[key] ?? "";
  }
  if (typeof key !== "string") return unknown;
  return named.size > 0 ? (named.get(key) ?? "") : null;
}
