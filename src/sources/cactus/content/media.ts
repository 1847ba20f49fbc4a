import { getHttpUriForMxc } from "matrix-js-sdk/lib/content-repo.js";

/** Addresses of the media on a homeserver, which anybody can load. */
export interface Media {
  /** The file itself; undefined for what is no `mxc://` address. */
  download(mxc: string | undefined): string | undefined;
  /**
   * The picture as a page shows it: the smaller one that its sender gave along, else at most 800 × 600
   * pixels; undefined for what is no `mxc://` address, and for what no page may show.
   */
  picture(mxc: string | undefined, smaller?: string): string | undefined;
}

/** Source: Matrix 1.11 client-server API, "Content repository"; the paths without authentication. */
export function mediaOf(homeserverUrl: string): Media {
  const address = (mxc: string | undefined, ...size: readonly [number?, number?, string?]) =>
    /^mxc:\/\/[^/?#]+\/[\w-]+$/.test(mxc ?? "")
      ? getHttpUriForMxc(homeserverUrl, mxc, ...size)
      : undefined;
  return {
    download: (mxc) => address(mxc),
    picture: (mxc, smaller) => address(smaller) ?? address(mxc, 800, 600, "scale"),
  };
}
