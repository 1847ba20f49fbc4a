/**
 * A page's path as browsers have it in `location.pathname`, which Twikoo's widget sends.
 * Source: `getUrl` in the widget's src/client/utils/index.js; https://url.spec.whatwg.org/#path-state
 */
export function pathnameOf(pageId: string): string {
  const url = pageId.startsWith("/") ? URL.parse(`https://site.invalid${pageId}`) : null;
  return url?.pathname ?? pageId;
}

/**
 * A path with and without a slash at its end, as it is first.
 * Source: `getUrlQuery` in twikoo-func's utils/index.js
 */
export function spellingsOf(path: string): readonly [asItIs: string, other: string] {
  return [path, path.endsWith("/") ? path.slice(0, -1) : `${path}/`];
}
