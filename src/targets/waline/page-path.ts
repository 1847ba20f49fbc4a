/**
 * A page's path as Waline's widget asks for it: `location.pathname`, decoded once, but for what
 * divides an address. It keeps the slash at its end.
 * Source: decodePath in Waline's packages/client/src/utils/path.ts
 */
export function pagePath(pageId: string): string {
  try {
    return decodeURI(pageId);
  } catch {
    return pageId;
  }
}
